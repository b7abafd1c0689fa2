# (module of the case) the factory
from flask import Flask

from .pictures import pictures
from .platform import platform


def create_app() -> Flask:
    app = Flask(__name__)
    app.register_blueprint(pictures)
    app.register_blueprint(platform, url_prefix="/snapstart")
    return app

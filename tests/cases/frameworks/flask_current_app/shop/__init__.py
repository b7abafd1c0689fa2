# (module of the case) the factory
from flask import Flask

from .partner import Partner
from .views import blueprint


def create_app() -> Flask:
    app = Flask(__name__)
    app.partner = Partner()
    app.register_blueprint(blueprint)
    return app

# (module of the case) the factory
from flask import Flask

from .extensions import request_ids, tickets
from .views import parking


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(config or {})
    for extension in (request_ids, tickets):
        extension.init_app(app)
    app.register_blueprint(parking, url_prefix="/parking")
    return app

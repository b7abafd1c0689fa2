# (module of the case) the factory
import secrets
import time
import uuid

from flask import Flask, g


def create_app() -> Flask:
    app = Flask(__name__)
    app.config["NODE"] = uuid.uuid4().hex  # expect: SNAP201
    app.config.update(SECRET_KEY=secrets.token_hex(32))  # expect: SNAP202
    app.config.from_mapping(BUILD_TIME=time.time())  # expect: SNAP301

    from .catalogue import blueprint as catalogue
    from .checkout import blueprint as checkout

    app.register_blueprint(catalogue)
    app.register_blueprint(checkout, url_prefix="/checkout")

    @app.before_request
    def start() -> None:
        g.request_id = uuid.uuid4().hex  # ok: in each request

    return app

# (module of the case) the application and its hooks
import os
import random
import uuid

from flask import Flask
from snapshot_restore_py import register_after_restore

from .views import notes

application = Flask("notes")
application.config["SECRET_KEY"] = os.environ.get("NOTES_KEY", "dev")  # ok: configuration
application.config["NODE"] = uuid.uuid4().hex  # ok: renewed below
application.register_blueprint(notes)


@register_after_restore
def renew() -> None:
    application.config["NODE"] = uuid.uuid4().hex
    random.seed()

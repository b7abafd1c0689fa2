# (module of the case) the route that the adapter calls after each restore
from flask import Blueprint

from . import shuffling

platform = Blueprint("platform", __name__)


@platform.post("/after-restore")
def after_restore():
    shuffling.renew()
    return {"renewed": True}

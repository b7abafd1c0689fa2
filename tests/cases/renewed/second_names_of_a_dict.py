# A second name and an attribute keep the old dict.
# oracle: COLLIDES
import uuid

from snapshot_restore_py import register_after_restore


class Harbour:
    def __init__(self, log):
        self.log = log


def load():
    return {"stage": "prod", "number": uuid.uuid4().hex}


LOG = load()  # expect: SNAP201
OTHER = LOG  # step: SNAP201
harbour = Harbour(LOG)


@register_after_restore
def renew():
    global LOG
    LOG = load()


def handler(event, context):
    return {"f0": OTHER["number"], "f1": harbour.log["number"]}

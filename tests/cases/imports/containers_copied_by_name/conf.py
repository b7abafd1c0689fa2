# A part of the same program.
import uuid

from snapshot_restore_py import register_after_restore


class Boat:
    def __init__(self):
        self.number = uuid.uuid4().hex  # expect: SNAP201


def load():
    return {"stage": "prod", "number": uuid.uuid4().hex}


LOG = load()  # expect: SNAP201
boat = Boat()


@register_after_restore
def renew():
    global LOG, boat
    LOG = load()
    boat = Boat()

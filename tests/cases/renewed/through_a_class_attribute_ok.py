# The one instance is reached through its class, and renewed before each use.
# about: SNAP201
# oracle: ok
import uuid


class Harbour:
    instance = None

    def __init__(self):
        self.number = uuid.uuid4().hex  # ok: renewed before each use

    @classmethod
    def open(cls):
        cls.instance = cls()


Harbour.open()


def handler(event, context):
    Harbour.instance.number = uuid.uuid4().hex
    return {"f0": Harbour.instance.number}

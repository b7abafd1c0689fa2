# A bound method can be the hook: it renews what it assigns on its object.
# about: SNAP201
# oracle: ok
import uuid

from snapshot_restore_py import register_after_restore


class Session:
    def __init__(self):
        self.id = None
        self.open()

    def open(self):
        self.id = uuid.uuid4().hex  # ok: the hook runs it again


session = Session()
register_after_restore(session.open)


def handler(event, context):
    return {"session": session.id}

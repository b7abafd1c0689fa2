# The receiver of close, reseed or reconnect in a hook is no use.
# about: SNAP102, SNAP201
# settles: uses in RESTORE
# oracle: ok
import random
import uuid

from snapshot_restore_py import register_after_restore


class Session:
    def __init__(self):
        self.id = uuid.uuid4().hex  # ok: only closed and replaced

    def close(self):
        self.closed = True


session = Session()
sampler = random.Random()  # ok: only reseeded


@register_after_restore
def reopen():
    global session
    session.close()
    session = Session()
    sampler.seed()


def handler(event, context):
    return {"session": session.id, "sample": sampler.random()}

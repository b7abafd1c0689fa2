# A registration in a function that INIT calls counts.
# about: SNAP103, SNAP201, SNAP701
# oracle: ok
import random
import uuid

from snapshot_restore_py import register_after_restore


class Runtime:
    def __init__(self):
        self.session = uuid.uuid4().hex  # ok: renewed

    def install(self):
        register_after_restore(self.renew)
        register_after_restore(random.seed)
        return self

    def renew(self):
        self.session = uuid.uuid4().hex


runtime = Runtime().install()


def handler(event, context):
    return {"session": runtime.session, "draw": random.random()}

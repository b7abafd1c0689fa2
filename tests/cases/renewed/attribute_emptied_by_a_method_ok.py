# A bound method as the hook that empties an attribute.
# about: SNAP301
# oracle: ok
import time

from snapshot_restore_py import register_before_snapshot


class Harbour:
    def __init__(self):
        self.opened = time.time()  # ok: emptied below, before the snapshot

    def forget(self):
        self.opened = None

    def since(self):
        if self.opened is None:
            self.opened = time.time()
        return self.opened


harbour = Harbour()
register_before_snapshot(harbour.forget)


def handler(event, context):
    return {"f0": harbour.since()}

# (module of the case) a method that registers, and that INIT never calls
import uuid

from snapshot_restore_py import register_after_restore


class Prices:
    def __init__(self):
        self.list_id = uuid.uuid4().hex  # expect: SNAP201

    def watch(self):
        @register_after_restore
        def renew():  # expect: SNAP701
            self.list_id = uuid.uuid4().hex

        return renew

# (module of the case) a singleton that the first invocation builds: its hook comes too late, and is not needed
import uuid

from snapshot_restore_py import register_after_restore


class Cart:
    _current = None

    def __init__(self):
        self.id = uuid.uuid4().hex
        register_after_restore(self.reset)  # expect: SNAP701

    @classmethod
    def current(cls):
        if cls._current is None:
            cls._current = cls()
        return cls._current

    def reset(self):
        self.id = uuid.uuid4().hex

    def describe(self):
        return {"cart": self.id}

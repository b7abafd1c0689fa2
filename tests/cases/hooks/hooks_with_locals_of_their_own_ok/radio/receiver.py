# (module of the case) a hook that hands its local to a method
import uuid

from snapshot_restore_py import register_after_restore

frequency = 101.5


class Radio:
    def __init__(self):
        self.serial = uuid.uuid4().hex  # ok: renewed by the hook
        register_after_restore(self.retune)

    def retune(self):
        frequency = uuid.uuid4().int % 1000
        self._apply(frequency)

    def _apply(self, value):
        self.serial = f"{uuid.uuid4().hex}@{value}"

    def describe(self):
        return {"serial": self.serial, "frequency": frequency}

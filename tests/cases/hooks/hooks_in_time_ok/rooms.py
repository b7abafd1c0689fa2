# (module of the case) registers in its constructor, through the fallback
import secrets

from lifecycle import hooks


class Rooms:
    def __init__(self):
        self.key = secrets.token_hex(8)  # ok: renewed by the method below
        hooks.register_after_restore(self._change_lock)

    def _change_lock(self):
        self.key = secrets.token_hex(8)

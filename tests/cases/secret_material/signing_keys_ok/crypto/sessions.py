# (module of the case) a pepper renewed by a hook, through a property
import secrets

from snapshot_restore_py import register_after_restore


class Sessions:
    def __init__(self):
        self._pepper = b""
        self.pepper = secrets.token_bytes(16)  # ok: renewed below

    @property
    def pepper(self):
        return self._pepper

    @pepper.setter
    def pepper(self, value):
        self._pepper = value

    def open(self, user):
        return user + ":" + self.pepper.hex()


sessions = Sessions()


@register_after_restore
def change_pepper():
    sessions.pepper = secrets.token_bytes(16)

# (module of the case) the default, unless the environment says otherwise
import time

from .base import Channel


class PushChannel(Channel, kind="push"):
    def __init__(self):
        self._opened = time.time()  # expect: SNAP301

    def send(self, message):
        return {"opened": self._opened, "message": message}

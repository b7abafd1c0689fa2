# (module of the case) opened by the first event, never before the snapshot
import secrets
import time

_store = None


class Store:
    def __init__(self):
        self.token = secrets.token_hex(16)  # ok: opened in the handler
        self.opened = time.time()  # ok: opened in the handler
        self._readings = []

    def add(self, reading):
        self._readings.append(reading)
        return {"count": len(self._readings), "token": self.token, "opened": self.opened}


def current():
    global _store
    if _store is None:
        _store = Store()
    return _store


def forget():
    global _store
    _store = None

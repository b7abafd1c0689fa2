# (module of the case) entries with a monotonic time of expiry
import time
import uuid


class Sessions:
    TTL = 600

    def __init__(self):
        self._entries = {}

    def get(self, name):
        entry = self._entries.get(name)
        if entry is None or time.monotonic() > entry[1]:
            entry = (uuid.uuid4().hex, time.monotonic() + self.TTL)  # expect: SNAP201 low
            self._entries[name] = entry
        return entry[0]

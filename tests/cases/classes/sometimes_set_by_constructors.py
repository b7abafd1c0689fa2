# What a constructor sets on some of its ways only leaves the class's own for the others.
# oracle: STALE-TIME
from datetime import datetime


class Ticket:
    _opened = datetime.now()  # expect: SNAP301

    def __init__(self, opened=None):
        self.opened = opened

    @property
    def opened(self):
        return self._opened.isoformat()

    @opened.setter
    def opened(self, value):
        if value:
            self._opened = datetime.fromtimestamp(value)


class Note:
    written = datetime.now()  # expect: SNAP301

    def __init__(self, written=None):
        if written:
            self.written = datetime.fromtimestamp(written)


def handler(event, context):
    return {"ticket": Ticket().opened, "note": Note().written.isoformat()}

# Flags that INIT leaves so that the first invocation makes everything anew, and then changes.
# about: SNAP201, SNAP301
# oracle: ok
import time
import uuid

_ready = False
_badge = uuid.uuid4().hex  # ok: made anew by the first call
_opened = time.time()  # ok: the same


class Desk:
    started = None

    def __init__(self):
        self.number = uuid.uuid4().hex  # ok: `begin` replaces it
        self.is_new = True

    def begin(self):
        if self.is_new:
            self.is_new = False
            self.number = uuid.uuid4().hex
        return self.number


desk = Desk()


def badge():
    global _ready, _badge, _opened
    if _ready:
        return _badge, _opened
    _badge, _opened = uuid.uuid4().hex, time.time()
    _ready = True
    return _badge, _opened


def handler(event, context):
    return {"badge": badge(), "desk": desk.begin()}

# Flags of the first call that `getattr` reads, and behind whose test a block of its own ends.
# about: SNAP201, SNAP301
# oracle: ok
import contextlib
import time
import uuid

_sealed = False
_seal = time.time()  # ok: the first call assigns it


class Desk:
    def __init__(self):
        self.number = uuid.uuid4().hex  # ok: the first call assigns it
        self.is_new = True

    def begin(self):
        if getattr(self, "is_new"):
            self.is_new = False
            self.number = uuid.uuid4().hex
        return self.number


desk = Desk()


def seal():
    global _sealed, _seal
    with contextlib.nullcontext():
        if _sealed:
            return _seal
    _seal = time.time()
    _sealed = True
    return _seal


def handler(event, context):
    return [desk.begin(), seal()]

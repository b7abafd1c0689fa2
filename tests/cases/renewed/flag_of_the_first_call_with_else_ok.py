# The way of the first call stands in `else`, below `with` or `try`: later calls still find what it made.
# about: SNAP201, SNAP301
# oracle: ok
import contextlib
import time
import uuid

_ready = False
_badge = uuid.uuid4().hex  # ok: made anew by the first call
_sealed = False
_seal = time.time()  # ok: the same


def badge():
    global _ready, _badge
    if _ready:
        return _badge
    else:
        _badge = uuid.uuid4().hex
        _ready = True
        return _badge


def seal():
    global _sealed, _seal
    if _sealed:
        return _seal
    with contextlib.suppress(ValueError):
        _seal = time.time()
    try:
        _sealed = True
    finally:
        pass
    return _seal


def handler(event, context):
    return {"badge": badge(), "seal": seal()}

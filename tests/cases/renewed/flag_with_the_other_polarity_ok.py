# The later calls leave in the `else`: what the first call made behind the test is what they find.
# about: SNAP201
# oracle: ok
import contextlib
import uuid

_ready = False
_badge = uuid.uuid4().hex  # ok: made anew by the first call
_up = False
_seal = uuid.uuid4().hex  # ok: the same


def badge():
    global _ready, _badge
    if not _ready:
        pass
    else:
        return _badge
    _badge = uuid.uuid4().hex
    _ready = True
    return _badge


def seal():
    global _up, _seal
    if _up:
        return _seal
    with contextlib.nullcontext(uuid.uuid4().hex) as _seal:
        _up = True
    return _seal


def handler(event, context):
    return [badge(), seal()]

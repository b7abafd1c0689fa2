# The flag is asked in a block of its own, and what stands behind it never changes it.
# oracle: COLLIDES
import contextlib
import uuid

_ready = True
_badge = uuid.uuid4().hex  # expect: SNAP201


def badge():
    global _badge
    with contextlib.nullcontext():
        if _ready:
            return _badge
    _badge = uuid.uuid4().hex
    return _badge


def handler(event, context):
    return badge()

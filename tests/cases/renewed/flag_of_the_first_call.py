# Flags of a first call behind which too little happens: one value is left out, one flag is up already.
# oracle: COLLIDES
import uuid

_fresh = True
_left_out = uuid.uuid4().hex  # expect: SNAP201
_renewed = uuid.uuid4().hex  # ok: made anew by the first call
_done = False
_primed = uuid.uuid4().hex  # expect: SNAP201


def prime():
    global _done, _primed
    if not _done:
        _primed = uuid.uuid4().hex  # expect: SNAP201
        _done = True
    return _primed


prime()


def both():
    global _fresh, _renewed
    if _fresh:
        _renewed = uuid.uuid4().hex
        _fresh = False
    return _left_out, _renewed


def handler(event, context):
    return {"both": both(), "primed": prime()}

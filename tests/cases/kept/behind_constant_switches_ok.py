# What never runs, as a constant of the module says: nothing else binds the constant.
# about: SNAP201, SNAP103
# oracle: ok
import random
import uuid

TRACE = False
KEEP = True

if TRACE:
    NAME = uuid.uuid4().hex  # ok: never runs
else:
    NAME = "quiet"

if not KEEP:
    MARK = uuid.uuid4().hex  # ok: never runs
else:
    MARK = "kept"


def jittered(delay):
    if TRACE:
        return delay + random.random()  # ok: never runs
    return delay


def handler(event, context):
    return {"name": NAME, "mark": MARK, "delay": jittered(1)}

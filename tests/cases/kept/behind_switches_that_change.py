# Switches that are no constants: a function changes one, the environment decides the other.
# oracle: COLLIDES
import os
import uuid

_tracing = False
LOCAL = "PIER_FAR" not in os.environ


def trace():
    global _tracing
    _tracing = True


trace()
if _tracing:
    NAME = uuid.uuid4().hex  # expect: SNAP201
else:
    NAME = "quiet"

if LOCAL:
    MARK = uuid.uuid4().hex  # expect: SNAP201
else:
    MARK = "far"


def handler(event, context):
    return {"name": NAME, "mark": MARK}

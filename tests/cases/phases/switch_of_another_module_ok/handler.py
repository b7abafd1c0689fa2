# A switch that is a constant of another module, and false.
# about: SNAP201
# oracle: ok
import uuid

from settings import DEBUG

if DEBUG:
    BOAT = uuid.uuid4().hex  # ok: never runs
else:
    BOAT = "static"


def handler(event, context):
    return {"boat": BOAT}

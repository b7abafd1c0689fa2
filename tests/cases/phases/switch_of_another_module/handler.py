# A switch that is a constant of another module, which a variable of the environment may set.
# oracle: none (needs the variable)
import uuid

from settings import DEBUG

if DEBUG:
    BOAT = uuid.uuid4().hex  # expect: SNAP201
else:
    BOAT = "static"


def handler(event, context):
    return {"boat": BOAT}

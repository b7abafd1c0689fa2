# Members of an enum in a loop.
# oracle: COLLIDES
import enum
import uuid


class Rope(enum.Enum):
    LONG = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    return {"ropes": [rope.value for rope in Rope]}

# Which items a target with a star gets, and the one behind it.
# oracle: COLLIDES
import uuid

first, *rest, last = "orders", uuid.uuid4().hex, uuid.uuid4().hex  # expect: SNAP201 # expect: SNAP201


def handler(event, context):
    return {"queue": first, "node": rest[0], "run": last}

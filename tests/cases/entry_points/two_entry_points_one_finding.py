# Several entry points in one module that read the same value: one finding, all of them listed.
# settles: several entry points
# oracle: COLLIDES
# handler: create
import uuid

SERIES = uuid.uuid4().hex  # expect: SNAP201


def create(event, context):
    return {"number": f"{SERIES}-{event['n']}"}


def cancel(event, context):
    return {"cancelled": f"{SERIES}-{event['n']}"}

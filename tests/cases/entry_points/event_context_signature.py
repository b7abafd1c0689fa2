# Any top-level function whose first two positional parameters are event/evt and context/ctx is an entry point.
# oracle: COLLIDES
# handler: process_order
import uuid

WORKER = uuid.uuid4().hex  # expect: SNAP201


def process_order(event, context):
    return {"worker": WORKER}

# A handler that a block of the top level defines is an entry point.
# oracle: COLLIDES
import uuid

BATCH = uuid.uuid4().hex  # expect: SNAP201

for stage in ("live",):

    def handler(event, context):
        return {"stage": stage, "batch": BATCH}

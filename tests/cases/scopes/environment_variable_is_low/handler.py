# Where INVOKE reads no literal key that matches, it is a low finding.
# oracle: COLLIDES
import os
import uuid

os.environ["ORDERS_WORKER"] = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    return {name: value for name, value in os.environ.items() if name.startswith("ORDERS_")}

# Deployment templates declare entry points, whatever their name and parameters are.
# oracle: COLLIDES
# handler: process
import uuid

WORKER = uuid.uuid4().hex  # expect: SNAP201


def process(*args):
    return {"worker": WORKER}

# The branch for SnapStart is the one that runs.
# settles: the initialization type
# oracle: COLLIDES
import os
import uuid

SNAPSTART = os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start"
session = "local"
if SNAPSTART:
    session = uuid.uuid4().hex  # expect: SNAP201
worker = uuid.uuid4().hex if not SNAPSTART else None  # ok: not under SnapStart


def handler(event, context):
    return {"session": session if session != "local" else uuid.uuid4().hex, "worker": worker}

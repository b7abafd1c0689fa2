# `AWS_LAMBDA_INITIALIZATION_TYPE == "snap-start"` is taken as true, so the other branch does not run.
# about: SNAP103, SNAP201
# settles: the initialization type
# oracle: ok
import os
import random
import uuid

from snapshot_restore_py import register_after_restore

session = None
if os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start":
    register_after_restore(random.seed)
else:
    session = uuid.uuid4().hex  # ok: not under SnapStart


def handler(event, context):
    global session
    if session is None:
        session = uuid.uuid4().hex
    return {"session": session, "draw": random.random()}  # ok

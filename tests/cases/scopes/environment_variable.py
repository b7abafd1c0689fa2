# `os.environ[...] =` and setdefault in INIT are a finding where INVOKE reads the same literal key.
# settles: environment variables
# oracle: COLLIDES
import os
import uuid

os.environ["WORKER_ID"] = uuid.uuid4().hex  # expect: SNAP201
os.environ.setdefault("SESSION_ID", uuid.uuid4().hex)  # expect: SNAP201


def handler(event, context):
    return {"worker": os.environ["WORKER_ID"], "session": os.getenv("SESSION_ID")}

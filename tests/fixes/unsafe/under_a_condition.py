# about: SNAP201
import os
import uuid

if os.environ.get("STAGE") == "test":
    RUN = "test"
else:
    RUN = uuid.uuid4().hex


def handler(event, context):
    return {"run": RUN}

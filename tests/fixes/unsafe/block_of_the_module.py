# about: SNAP201
"""Lines under a condition run again, condition and all."""

import os
import uuid

if os.environ.get("STAGE") == "production":
    RUN = f"p-{uuid.uuid4().hex}"
else:
    RUN = f"t-{uuid.uuid4().hex}"


def handler(event, context):
    return {"run": RUN}

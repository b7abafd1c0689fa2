# INVOKE reads other keys only: low, so silent by default.
# about: SNAP201
# settles: environment variables
# oracle: ok
import os
import uuid

os.environ["WORKER_ID"] = uuid.uuid4().hex  # ok: low


def handler(event, context):
    return {"stage": os.environ.get("STAGE", "prod"), "region": os.environ["AWS_REGION"]}

# about: SNAP201
import uuid


def new_id(prefix):
    return f"{prefix}-{uuid.uuid4()}"


INSTANCE = new_id("worker")


def handler(event, context):
    return {"instance": INSTANCE}

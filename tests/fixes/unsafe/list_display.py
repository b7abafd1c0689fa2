# about: SNAP201
import uuid

KEYS = [uuid.uuid4().hex, "b"]


def handler(event, context):
    return {"keys": KEYS}

# A frozen default that every call in INVOKE overrides is not used.
# about: SNAP201
# oracle: ok
import uuid


def tag(order, batch=uuid.uuid4().hex):  # ok: each caller passes its own
    return f"{batch}-{order}"


def handler(event, context):
    return {"tag": tag(event["n"], batch=uuid.uuid4().hex), "other": tag(event["n"], "manual")}

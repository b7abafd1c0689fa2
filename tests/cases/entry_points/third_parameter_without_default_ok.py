# A further parameter without default is no handler signature: Lambda could not call it. The real handler does not read the value.
# about: SNAP201
# oracle: ok
import uuid

WORKER = uuid.uuid4().hex  # ok: only notify reads it, and nothing calls notify


def notify(event, context, channel):
    return {"worker": WORKER, "channel": channel}


def handler(event, context):
    return {"ok": True}

# The same in INVOKE: reading only the length or the truth of a kept value is no use of it.
# about: SNAP201
# oracle: ok
import uuid

session = uuid.uuid4().hex  # ok


def handler(event, context):
    return {"length": len(session), "open": bool(session), "text": isinstance(session, str)}

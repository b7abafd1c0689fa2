# Only a top-level function is an entry point by its parameters; a method or nested function of that shape is not.
# about: SNAP201
# oracle: ok
import uuid

WORKER = uuid.uuid4().hex  # ok: nothing in INVOKE reads it


class Consumer:
    def on_message(self, event, context):
        return {"worker": WORKER}


def make_consumer():
    def consume(event, context):
        return {"worker": WORKER}

    return consume


def handler(event, context):
    return {"ok": True}

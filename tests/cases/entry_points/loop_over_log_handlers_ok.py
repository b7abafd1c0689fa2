# A loop variable called `handler` that is bound to handlers of logging is no entry point.
# about: SNAP201
# handler: run
# oracle: ok
import logging
import uuid

NODE = uuid.uuid4().hex  # ok: nothing that is invoked reads it

for handler in logging.getLogger().handlers:
    handler.setFormatter(logging.Formatter(f"{NODE} %(message)s"))


def run(event, context):
    return {"n": event["n"]}

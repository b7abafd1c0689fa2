# Only what the binding holds at the end of INIT is kept: later statements of the module replace it.
# about: SNAP201
# oracle: ok
import os
import uuid

run = uuid.uuid4().hex  # ok: replaced below
print("import", run)
run = os.environ.get("RUN_NAME", "nightly")


def handler(event, context):
    return {"run": run}

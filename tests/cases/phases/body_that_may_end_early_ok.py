# The handler ends the import, or binds something else, or the body was left by what is bound behind it.
# about: SNAP201
# oracle: ok
import contextlib
import pathlib
import uuid

node = uuid.uuid4().hex
try:
    node = pathlib.Path("/opt/orders/node").read_text()
except OSError:
    node = "local"

run = uuid.uuid4().hex
print("imported as", run)
with contextlib.suppress(OSError):
    run = pathlib.Path("/opt/orders/run").read_text()
run = "v2"


def handler(event, context):
    return {"node": node, "run": run}

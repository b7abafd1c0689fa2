# A body that may end early binds nothing anew: what was there before stays.
# oracle: COLLIDES
import contextlib
import pathlib
import uuid

node = uuid.uuid4().hex  # expect: SNAP201
try:
    node = pathlib.Path("/opt/orders/node").read_text()
except OSError:
    pass

run = uuid.uuid4().hex  # expect: SNAP201
with contextlib.suppress(OSError):
    run = pathlib.Path("/opt/orders/run").read_text()


def handler(event, context):
    return {"node": node, "run": run}

# One finding at the first kept binding; `NAME = INSTANCE + "x"` is a step of its trace.
# oracle: COLLIDES
import uuid

INSTANCE = uuid.uuid4().hex  # expect: SNAP201
NAME = "worker-" + INSTANCE  # ok: derived
KEYS = {"lock": f"locks/{NAME}", "state": NAME[:20]}  # ok: derived


def handler(event, context):
    return {"name": NAME, "keys": KEYS}

# threading.local filled in INIT is kept: the handler runs in the same thread.
# settles: thread-local values
# oracle: COLLIDES
import threading
import uuid

local = threading.local()
local.session = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    return {"session": local.session}

# threading.local filled in INVOKE before the use.
# about: SNAP201
# settles: thread-local values
# oracle: ok
import threading
import uuid

local = threading.local()
local.session = uuid.uuid4().hex  # ok: assigned before each use


def current():
    return local.session


def handler(event, context):
    local.session = uuid.uuid4().hex
    return {"session": current()}

# Renewed: a helper that the handler calls first assigns it.
# about: SNAP201
# oracle: ok
import uuid

trace = uuid.uuid4().hex  # ok


def begin():
    global trace
    trace = uuid.uuid4().hex


def handler(event, context):
    begin()
    return {"trace": trace}

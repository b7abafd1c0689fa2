# A `functools.partial` bound to `handler` is an entry point; it keeps its arguments, so the value is handed in here.
# oracle: COLLIDES
import functools
import uuid


def process(event, context, *, deployment):
    return {"deployment": deployment}


handler = functools.partial(process, deployment=uuid.uuid4().hex)  # expect: SNAP201

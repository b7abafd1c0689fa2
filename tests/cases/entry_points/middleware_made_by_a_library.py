# A function that a library makes a decorator of leaves the decorated one the entry point.
# oracle: COLLIDES
import uuid

import wrapt

DESK = uuid.uuid4().hex  # expect: SNAP201
SEEN = uuid.uuid4().hex  # expect: SNAP201


@wrapt.decorator
def counted(wrapped, instance, args, kwargs):
    return {"seen": SEEN, **wrapped(*args, **kwargs)}


@counted
def lambda_handler(event, context):
    return {"desk": DESK}

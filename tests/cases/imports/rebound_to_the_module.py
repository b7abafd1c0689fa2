# The other way round: a name of our own that is rebound to the real function.
# oracle: COLLIDES
import uuid


def new_id():
    return "fixed"


FIRST = new_id()  # ok: still the constant one
new_id = lambda: uuid.uuid4().hex
SECOND = new_id()  # expect: SNAP201


def handler(event, context):
    return {"first": FIRST, "second": SECOND}

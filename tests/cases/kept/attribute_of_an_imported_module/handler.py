# A module object outlives INIT too: an attribute set on it in INIT is kept, at the assignment.
# oracle: COLLIDES
import uuid

import state
from audit import record

state.session = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    return record(event["n"])

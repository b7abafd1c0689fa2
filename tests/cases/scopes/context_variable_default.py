# A ContextVar's default is evaluated in INIT, and `.set` in INIT is kept.
# settles: context variables
# oracle: COLLIDES
import uuid
from contextvars import ContextVar

correlation = ContextVar("correlation", default=uuid.uuid4().hex)  # expect: SNAP201
session = ContextVar("session")
session.set(uuid.uuid4().hex)  # expect: SNAP201


def handler(event, context):
    return {"correlation": correlation.get(), "session": session.get()}

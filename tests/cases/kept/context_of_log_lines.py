# A value that INIT binds to the context of log lines.
# oracle: COLLIDES
import uuid

import structlog
from structlog.contextvars import bind_contextvars, get_contextvars

structlog.configure(processors=[structlog.contextvars.merge_contextvars, structlog.processors.JSONRenderer()])
bind_contextvars(worker=uuid.uuid4().hex)  # expect: SNAP201
log = structlog.get_logger()


def handler(event, context):
    log.info("docked")
    return {"worker": get_contextvars()["worker"]}

# (module of the case) a logger bound at import
import uuid

import structlog

log = structlog.get_logger("orders").bind(
    instance=uuid.uuid4().hex,  # expect: SNAP201
    service="orders",
)


def bound(logger):
    return structlog.get_context(logger)["instance"]

# Each invocation binds its own.
# about: SNAP201
# oracle: ok
import uuid
import structlog

log = structlog.get_logger()


def handler(event, context):
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(call_id=uuid.uuid4().hex)
    log.info("order", sku=event["sku"])

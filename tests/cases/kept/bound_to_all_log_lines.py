# A value that is bound to the context of all log lines.
# oracle: COLLIDES
import uuid
import structlog

structlog.contextvars.bind_contextvars(environment_id=uuid.uuid4().hex)  # expect: SNAP201
log = structlog.get_logger()


def handler(event, context):
    log.info("order", sku=event["sku"])

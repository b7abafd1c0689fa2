# Loggers configured in INIT and bound in the handler; what INIT logged about itself is said and gone.
# about: SNAP201
# oracle: ok
import logging
import uuid

import structlog
from logs import RequestFilter, configure

configure()
logging.getLogger(__name__).info("loaded as %s", uuid.uuid4())  # ok: logged while importing
_filter = RequestFilter()


def handler(event, context):
    log = structlog.get_logger().bind(request=uuid.uuid4().hex)
    record = _filter.stamped(logging.makeLogRecord({"msg": "placed"}))
    return {
        "bound": structlog.get_context(log)["request"],
        "record": record.request,
        "at": record.created,
    }

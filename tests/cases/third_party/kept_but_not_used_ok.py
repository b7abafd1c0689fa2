# A kept third-party object that INVOKE never calls is not used.
# about: SNAP201
# oracle: ok
import logging
import uuid

startup_log = logging.LoggerAdapter(logging.getLogger("startup"), {"run": uuid.uuid4().hex})  # ok
startup_log.info("ready")
log = logging.getLogger(__name__)


def handler(event, context):
    log.info("order %s", event["n"])
    return {"ok": True}

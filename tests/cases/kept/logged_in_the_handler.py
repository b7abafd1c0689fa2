# Use in INVOKE is any reading use: here the value only goes into a log line and a request header.
# oracle: ok (the emulator sees returned values only, the log line repeats)
import logging
import uuid

logger = logging.getLogger(__name__)
INSTANCE = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    logger.info("instance %s", INSTANCE)
    return {"ok": True}

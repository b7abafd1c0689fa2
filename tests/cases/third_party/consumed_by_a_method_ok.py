# Other methods consume the value: `logger.info(uuid4())` in INIT keeps nothing.
# about: SNAP201, SNAP301
# settles: kept by objects of libraries
# oracle: ok
import logging
import sys
import time
import uuid

logger = logging.getLogger(__name__)
logger.info("import %s at %s", uuid.uuid4(), time.time())  # ok
sys.stderr.write(f"import {uuid.uuid4()}\n")  # ok
print(uuid.uuid4(), file=sys.stderr)  # ok


def handler(event, context):
    logger.info("order %s", event["n"])
    return {"ok": True}

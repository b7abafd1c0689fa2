# A value used only inside INIT (import timing, a log line at import, a value that is dropped) is no finding.
# about: SNAP201, SNAP301
# oracle: ok
import logging
import time
import uuid

logger = logging.getLogger(__name__)
started = time.perf_counter()  # ok: import timing
import_id = uuid.uuid4()  # ok: a log line at import
PRICES = {number: number * 3 for number in range(1000)}
logger.info("import %s took %.3f s", import_id, time.perf_counter() - started)
uuid.uuid4()  # ok: dropped


def handler(event, context):
    return {"price": PRICES[event["n"]]}

# A difference is a moment where one side is the clock, or made of it, or where the sides are two clocks.
# oracle: STALE-TIME
import datetime
import time

BEGUN = datetime.datetime.now()  # expect: SNAP301
MINUTE = BEGUN - datetime.timedelta(seconds=BEGUN.second)
HOUR_AGO = time.time() - 3600  # expect: SNAP301
BOOTED = time.time() - time.monotonic()  # expect: SNAP301
STARTED = time.time()  # expect: SNAP301


def handler(event, context):
    up = time.time() - STARTED
    return {"since": HOUR_AGO, "now": BOOTED + time.monotonic(), "up": up, "minute": str(MINUTE)}

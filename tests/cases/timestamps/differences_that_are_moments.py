# A difference is a moment where one side is the clock, or made of it, or where the sides are two clocks.
# oracle: STALE-TIME
import datetime
import time

TODAY = datetime.date.today()  # expect: SNAP301
LAST_MONTH = TODAY - datetime.timedelta(days=TODAY.day)
HOUR_AGO = time.time() - 3600  # expect: SNAP301
BOOTED = time.time() - time.monotonic()  # expect: SNAP301
STARTED = time.time()  # expect: SNAP301


def handler(event, context):
    up = time.time() - STARTED
    return {"since": HOUR_AGO, "now": BOOTED + time.monotonic(), "up": up, "month": str(LAST_MONTH)}

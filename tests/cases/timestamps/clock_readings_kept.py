# A clock reading of INIT is used in INVOKE: seconds, nanoseconds, datetimes, formatted now, a date.
# oracle: COLLIDES, STALE-TIME
import datetime as dt
import email.utils
import time
from datetime import date, datetime, timezone
from time import time as now, time_ns

SECONDS = now()  # expect: SNAP301
NANOSECONDS = time_ns()  # expect: SNAP301
MONOTONIC = time.monotonic()  # expect: SNAP301
LOCAL = datetime.now().isoformat()  # expect: SNAP301
AWARE = dt.datetime.now(tz=timezone.utc).isoformat()  # expect: SNAP301
NAIVE = datetime.utcnow()  # expect: SNAP301
FORMATTED = time.strftime("%Y-%m-%dT%H:%M:%S")  # expect: SNAP301
CALENDAR = time.localtime()  # expect: SNAP301
TODAY = date.today()  # expect: SNAP301
HEADER = email.utils.formatdate()  # expect: SNAP301


def handler(event, context):
    return [
        SECONDS,
        NANOSECONDS,
        MONOTONIC,
        LOCAL,
        AWARE,
        str(NAIVE),
        FORMATTED,
        list(CALENDAR),
        TODAY.isoformat(),
        HEADER,
    ]

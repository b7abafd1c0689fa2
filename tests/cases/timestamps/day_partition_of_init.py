# Derived from a clock reading: the partition of the day that the snapshot was taken.
# oracle: COLLIDES, STALE-TIME
from datetime import datetime, timedelta, timezone

NOW = datetime.now(timezone.utc)  # expect: SNAP301
WINDOW = (NOW - timedelta(hours=1), NOW)  # ok: derived


def partition():
    return NOW.strftime("year=%Y/month=%m/day=%d/%Y-%m-%d")


def handler(event, context):
    return {"key": f"orders/{partition()}", "since": WINDOW[0].isoformat()}

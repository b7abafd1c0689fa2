# The time zone of a reading of the clock is no moment.
# about: SNAP301
# oracle: none (the zone is the same whenever it is asked for)
import datetime
import time

LOCAL = datetime.datetime.now(datetime.timezone.utc).astimezone().tzinfo
OFFSET = time.localtime().tm_gmtoff


def handler(event, context):
    now = datetime.datetime.now(tz=LOCAL)
    return {"zone": str(LOCAL), "offset": OFFSET, "now": now.isoformat()}

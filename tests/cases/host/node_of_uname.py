# The name of the host among what `uname` tells.
# oracle: STALE-HOST
import os
import platform

BERTH = os.uname().nodename  # expect: SNAP203
PIER = platform.uname().node  # expect: SNAP203


def handler(event, context):
    return {"berth": BERTH, "pier": PIER}

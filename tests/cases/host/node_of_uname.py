# The name of the host among what `uname` tells.
# oracle: none (the emulator moves the name that `socket` tells only)
import os
import platform

BERTH = os.uname().nodename  # expect: SNAP203
PIER = platform.uname().node  # expect: SNAP203


def handler(event, context):
    return {"berth": BERTH, "pier": PIER}

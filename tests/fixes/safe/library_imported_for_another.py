# about: SNAP301
import time

from snapshot_restore_py import (
    register_before_snapshot,
)

STARTED = time.time()


@register_before_snapshot
def close():
    print("closing")


def handler(event, context):
    return {"up": STARTED}

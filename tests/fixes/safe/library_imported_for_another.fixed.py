# about: SNAP301
import time

from snapshot_restore_py import (
    register_after_restore,
    register_before_snapshot,
)

STARTED = time.time()


@register_after_restore
def renew_after_restore():
    global STARTED
    STARTED = time.time()


@register_before_snapshot
def close():
    print("closing")


def handler(event, context):
    return {"up": STARTED}

# about: SNAP201, SNAP301
"""Orders."""

import time
import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


RUN_ID = uuid.uuid4().hex  # one for each environment
STARTED: float = time.time()


@register_after_restore
def renew_after_restore():
    global RUN_ID, STARTED
    RUN_ID = uuid.uuid4().hex
    STARTED = time.time()


def handler(event, context):
    # both are read here
    return {"run": RUN_ID, "started": STARTED}

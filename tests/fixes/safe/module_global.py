# about: SNAP201, SNAP301
"""Orders."""

import time
import uuid

RUN_ID = uuid.uuid4().hex  # one for each environment
STARTED: float = time.time()


def handler(event, context):
    # both are read here
    return {"run": RUN_ID, "started": STARTED}

"""Settings, read once."""

import os
import time

from orders.ids import new_id

STAGE = os.environ.get("STAGE", "dev")
STARTED = time.time()

# Meant to tell the environments apart in the logs.
INSTANCE = new_id(STAGE)

# numpy.random.seed in INIT, drawn in INVOKE; `random.seed()` in the hook does not reseed numpy.
# oracle: COLLIDES
import random
import time

import numpy as np
from snapshot_restore_py import register_after_restore

np.random.seed(int(time.time() * 1000) % 2**32)  # expect: SNAP101
register_after_restore(random.seed)


def handler(event, context):
    return {"draw": float(np.random.rand()), "ok": random.random()}  # expect: SNAP103

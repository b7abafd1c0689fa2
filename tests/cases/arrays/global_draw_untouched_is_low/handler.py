# With older numpy the global generator is in the snapshot all the same: a low finding.
# oracle: ok (numpy >= 2 is installed here)
import numpy as np

TABLE = np.arange(10)


def handler(event, context):
    return {"value": int(TABLE[event["n"]]), "draw": float(np.random.rand())}  # expect: SNAP103

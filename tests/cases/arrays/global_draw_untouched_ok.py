# numpy >= 2 loads np.random lazily: untouched in INIT, it is seeded in INVOKE. Low, so silent by default.
# about: SNAP103
# settles: numpy's global generator
# oracle: ok
import numpy as np

TABLE = np.arange(10)


def handler(event, context):
    return {"value": int(TABLE[event["n"]]), "draw": float(np.random.rand())}  # ok: low

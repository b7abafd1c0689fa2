# The global np.random is in the snapshot if INIT touches it: drawn in INIT and kept, then drawn in INVOKE.
# settles: numpy's global generator
# oracle: COLLIDES
import numpy as np

NOISE = np.random.normal(size=4).tolist()  # expect: SNAP201


def handler(event, context):
    return {"noise": NOISE, "draw": float(np.random.rand())}  # expect: SNAP103

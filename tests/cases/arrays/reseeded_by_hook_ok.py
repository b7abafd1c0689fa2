# numpy.random.seed in the hook does reseed it.
# about: SNAP101, SNAP103
# oracle: ok
import numpy as np
import snapshot_restore_py

np.random.seed(0)  # ok: reseeded
snapshot_restore_py.register_after_restore(np.random.seed)


def handler(event, context):
    return {"draw": float(np.random.rand())}  # ok

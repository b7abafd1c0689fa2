# oracle: COLLIDES
import numpy as np
gen = np.random.default_rng()  # expect: SNAP102
def handler(event, context):
    return {"a": float(gen.random()), "b": float(np.random.rand())}  # expect: SNAP103

# about: SNAP103
import numpy as np

BASELINE = float(np.random.rand(8).mean())
print(BASELINE)


def handler(event, context):
    return {"noise": float(np.random.normal())}

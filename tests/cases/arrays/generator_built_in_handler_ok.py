# A numpy generator built in INVOKE draws its seed from the OS.
# about: SNAP102
# oracle: ok
import numpy as np


def sample(rng, size):
    return [float(value) for value in rng.random(size)]


def handler(event, context):
    return {"sample": sample(np.random.default_rng(), 3)}  # ok

# numpy's own generators, built in INIT and drawn from in INVOKE, whatever they are built from; a constant seed too.
# oracle: COLLIDES
import numpy as np
from numpy.random import PCG64, Generator, RandomState, default_rng

rng = default_rng()  # expect: SNAP102
pcg = Generator(PCG64())  # expect: SNAP102
legacy = RandomState()  # expect: SNAP102
fixed = np.random.default_rng(7)  # expect: SNAP102


def handler(event, context):
    return [float(rng.random()), int(pcg.integers(10**9)), float(legacy.rand()), float(fixed.random())]

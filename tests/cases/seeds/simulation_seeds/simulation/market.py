# (module of the case) a generator handed to a part of the object
import numpy as np


class Walk:
    def __init__(self, generator):
        self._generator = generator
        self._at = 0.0

    def next(self):
        self._at += float(self._generator.normal())
        return self._at


class Market:
    def __init__(self):
        self._walks = {
            "gold": Walk(np.random.default_rng()),  # expect: SNAP102
            "oil": Walk(np.random.Generator(np.random.PCG64())),  # expect: SNAP102
        }

    def step(self):
        return {name: walk.next() for name, walk in self._walks.items()}

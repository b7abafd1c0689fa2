# (module of the case) a bound method kept by the handler's module
import random


class Source:
    def __init__(self, rng):
        self._rng = rng

    def next(self):
        return self._rng.getrandbits(48)


SOURCE = Source(random.Random())  # expect: SNAP102

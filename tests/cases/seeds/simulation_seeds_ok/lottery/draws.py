# (module of the case) an own generator, reseeded in front of every use
import os
import random


class Draws:
    def __init__(self):
        self._rng = random.Random()  # ok: reseeded before each draw

    def numbers(self, count):
        self._rng.seed(os.urandom(32))
        return sorted(self._rng.sample(range(1, 10**6), count))

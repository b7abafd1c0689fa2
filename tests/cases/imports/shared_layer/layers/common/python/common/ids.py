# (module of the case) a sequence with a random start
import random


class Sequence:
    def __init__(self):
        self._at = random.randrange(10**12)  # expect: SNAP201

    def next(self):
        self._at += 1
        return self._at


sequence = Sequence()

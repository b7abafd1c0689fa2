# (module of the case) an object and a default value
import chance


class Dice:
    def __init__(self, rng):
        self._rng = rng

    def roll(self):
        return self._rng.randrange(10**9)


def flip(rng=chance.rng):
    return rng.getrandbits(48)

# (module of the case) singleton by __new__
import random


class Deck:
    _only = None

    def __new__(cls):
        if cls._only is None:
            cls._only = super().__new__(cls)
            cls._only._rng = random.Random()  # ok: first asked for in the handler
        return cls._only

    def deal(self, count):
        return self._rng.sample(range(10**6), count)

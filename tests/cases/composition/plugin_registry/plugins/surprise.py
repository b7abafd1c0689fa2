# (module of the case) draws from a generator of its class
import random

from .base import Plugin


class Surprise(Plugin):
    dice = random.Random()  # expect: SNAP102

    def apply(self, basket):
        basket["surprise"] = self.dice.randrange(10**9)

# An instance of a first-party subclass of Random is a generator; of SystemRandom it is safe.
# oracle: COLLIDES
import random


class Dice(random.Random):
    def roll(self):
        return self.randrange(10**9)


class SafeDice(random.SystemRandom):
    def roll(self):
        return self.randrange(10**9)


dice = Dice()  # expect: SNAP102
safe_dice = SafeDice()  # ok


def handler(event, context):
    return {"roll": dice.roll(), "safe": safe_dice.roll()}

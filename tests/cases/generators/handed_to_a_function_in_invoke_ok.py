# A generator handed in by INVOKE is fresh; only the one that INIT built is not.
# about: SNAP102
# oracle: ok
import random


class Raffle:
    def __init__(self, prizes):
        self.prizes = prizes

    def draw(self, rng):
        return rng.choice(self.prizes)


raffle = Raffle(list(range(10**6)))


def handler(event, context):
    return {"secure": raffle.draw(random.SystemRandom()), "fresh": raffle.draw(random.Random())}  # ok

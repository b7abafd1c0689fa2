# A generator as a default parameter is built once, in INIT, and kept by the function.
# oracle: COLLIDES
import random


class Backoff:
    def __init__(self, base, rng=random.Random()):  # expect: SNAP102
        self.base = base
        self.rng = rng

    def delay(self, attempt):
        return self.rng.uniform(0, self.base * 2**attempt)


def handler(event, context):
    return {"delay": Backoff(0.2).delay(event["n"])}

# A generator in a dict, built in the constructor of a kept object, drawn from by a method.
# oracle: COLLIDES
import random


class Sampler:
    def __init__(self, names):
        self.rngs = {name: random.Random() for name in names}  # expect: SNAP102

    def pick(self, name, upper):
        return self.rngs[name].randrange(upper)


sampler = Sampler(["orders", "refunds"])


def handler(event, context):
    return {"picked": sampler.pick("orders", 10**9)}

# Drawn in INIT from a generator seeded by the OS: kept, and the same in all environments.
# settles: deterministic values
# oracle: COLLIDES
import random


class Projection:
    def __init__(self, size):
        rng = random.Random()  # ok: a local of INIT
        self.weights = [rng.gauss(0, 1) for _ in range(size)]  # expect: SNAP201


projection = Projection(4)


def handler(event, context):
    return {"weight": projection.weights[event["n"]]}

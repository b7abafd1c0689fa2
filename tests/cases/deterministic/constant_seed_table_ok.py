# Drawn in INIT from a generator built with a constant seed: the same table in every cold start. The generator is not drawn from in INVOKE.
# about: SNAP102, SNAP201
# settles: deterministic values
# oracle: ok
import random


class Projection:
    def __init__(self, size, seed=7):
        rng = random.Random(seed)  # ok: a local of INIT
        self.weights = [rng.gauss(0, 1) for _ in range(size)]  # ok: deterministic


projection = Projection(4)


def handler(event, context):
    return {"weight": projection.weights[event["n"]]}

# A generator that only INIT draws from is no finding; with a constant seed its draws are deterministic.
# about: SNAP102
# oracle: ok
import random

rng = random.Random(20240501)  # ok: INVOKE never draws from it
WEIGHTS = [rng.random() for _ in range(8)]  # ok: the same in every cold start


def handler(event, context):
    return {"weight": WEIGHTS[event["n"]]}

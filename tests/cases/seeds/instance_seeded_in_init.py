# An own generator that INIT builds and seeds: the finding stands on the line that builds it.
# oracle: COLLIDES
import random
import time

rng = random.Random()  # expect: SNAP102
rng.seed(time.time_ns())  # also-ok: SNAP101


def handler(event, context):
    return {"n": rng.random()}

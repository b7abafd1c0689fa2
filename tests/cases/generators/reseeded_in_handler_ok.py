# Reseeded in INVOKE before the draw: with nothing, from os.urandom, from the clock.
# about: SNAP102, SNAP103
# oracle: ok
import os
import random
import time

rng = random.Random()  # ok: reseeded before the draw


def lottery():
    random.seed(os.urandom(16))
    return random.randrange(10**9)  # ok


def handler(event, context):
    rng.seed(time.time_ns())
    random.seed()
    return {"global": random.random(), "own": rng.random(), "lottery": lottery()}  # ok

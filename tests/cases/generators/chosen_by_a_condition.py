# One branch of INIT builds a Mersenne Twister: that one counts.
# oracle: COLLIDES
import os
import random

rng = random.SystemRandom() if os.environ.get("SECURE_DRAWS") else random.Random()  # expect: SNAP102


def handler(event, context):
    return {"n": rng.random()}

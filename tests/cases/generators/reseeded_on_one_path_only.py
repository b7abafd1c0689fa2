# A reseed that not every path takes renews nothing.
# oracle: COLLIDES
import random


def handler(event, context):
    if event.get("shuffle"):
        random.seed()
    return {"n": random.randrange(10**9)}  # expect: SNAP103

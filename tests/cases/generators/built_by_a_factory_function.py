# A generator: the finding is on the call, in the keeping scope, that yields the instance, not inside the factory, which INVOKE may call too.
# oracle: COLLIDES
import random


def make_rng():
    return random.Random()


rng = make_rng()  # expect: SNAP102


def handler(event, context):
    fresh = make_rng()
    return {"frozen": rng.random(), "fresh": fresh.random()}

# The package around the handler's module seeds the generator.
# oracle: COLLIDES
import random


def run(event, context):
    return {"lane": random.randrange(10**9)}  # expect: SNAP103

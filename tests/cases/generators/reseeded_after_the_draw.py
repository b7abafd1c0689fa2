# A reseed behind the draw comes too late for the first invocation of each environment.
# oracle: COLLIDES
import random


def handler(event, context):
    number = random.randrange(10**9)  # expect: SNAP103
    random.seed()
    return {"n": number}

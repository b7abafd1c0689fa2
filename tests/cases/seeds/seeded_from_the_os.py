# A seed from the OS or the clock, set in INIT, is frozen as well.
# oracle: COLLIDES
import os
import random
import time

random.seed(os.urandom(16) + str(time.time()).encode())  # expect: SNAP101


def handler(event, context):
    return {"pick": random.randrange(10**9)}  # expect: SNAP103

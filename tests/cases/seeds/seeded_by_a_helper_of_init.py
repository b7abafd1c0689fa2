# The seeding is reported at the primitive call, in the helper that INIT runs.
# oracle: COLLIDES
import random
import time


def seed_everything(seed):
    random.seed(seed)  # expect: SNAP101


seed_everything(time.time_ns())


def handler(event, context):
    return {"pick": random.randrange(10**9)}  # expect: SNAP103

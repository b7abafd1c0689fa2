# Behind a memo that INIT filled nothing is drawn any more.
# oracle: COLLIDES
import random
from functools import lru_cache


@lru_cache
def lot():
    return random.getrandbits(64)  # ok: INVOKE does not get here


lot()  # expect: SNAP201


def handler(event, context):
    return {"f0": lot()}

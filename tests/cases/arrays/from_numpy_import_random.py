# `from numpy import random` shadows the stdlib's name, and loads numpy's generator in INIT.
# oracle: COLLIDES
from numpy import random


def handler(event, context):
    return {"draw": float(random.rand()), "pick": int(random.randint(10**9))}  # expect: SNAP103

# A star import of a standard module binds its functions.
# oracle: COLLIDES
from random import *


def handler(event, context):
    return {"draw": random(), "pick": randint(1, 10**9)}  # expect: SNAP103

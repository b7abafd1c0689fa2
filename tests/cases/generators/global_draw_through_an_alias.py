# The global generator is reported on the draw, under whatever name the function goes.
# oracle: COLLIDES
import functools
import random as rnd
from random import choice as pick, randint

draw = rnd.random
roll = functools.partial(randint, 1, 10**9)


def handler(event, context):
    return [
        pick(range(10**9)),  # expect: SNAP103
        rnd.uniform(0, 1),  # expect: SNAP103
        draw(),  # expect: SNAP103
        roll(),  # expect: SNAP103
    ]

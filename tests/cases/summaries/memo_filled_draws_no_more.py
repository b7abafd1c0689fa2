# A memo that INIT has filled draws no more: the value is frozen, the draw in it is not made again.
# oracle: COLLIDES
import functools
import random


@functools.lru_cache
def seat(row):
    return random.randrange(10**9)  # ok: INVOKE finds what INIT has drawn


@functools.lru_cache
def gate():
    return random.randrange(10**9)  # expect: SNAP103


seat(4)  # expect: SNAP201


def handler(event, context):
    return {"seat": seat(4), "gate": gate()}

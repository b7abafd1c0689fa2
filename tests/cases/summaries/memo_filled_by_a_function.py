# Memos that functions fill which INIT surely calls draw no more; one that only may be filled does.
# oracle: COLLIDES
import functools
import os
import random


@functools.lru_cache
def seat(row):
    return random.randrange(10**9)  # ok: INVOKE finds what INIT has drawn


@functools.lru_cache
def gate(row):
    return random.randrange(10**9)  # expect: SNAP103


def fill():
    seat(4)  # expect: SNAP201


def fill_some():
    if os.environ.get("GATES"):
        gate(4)  # expect: SNAP201


fill()
fill_some()


def handler(event, context):
    return {"seat": seat(4), "gate": gate(4)}

# (module of the case) streams without end
import itertools
import random
import uuid


def numbered(series):
    run = uuid.uuid4().hex[:8]  # expect: SNAP201
    for count in itertools.count(1):
        yield f"{series}-{run}-{count}"


def shards(count):
    rng = random.Random()  # ok: the body starts in the handler
    while True:
        yield rng.randrange(10**9) % (count * 10**6)

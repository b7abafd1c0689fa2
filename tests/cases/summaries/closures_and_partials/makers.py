# (module of the case) functions that make functions
import random
import time
import uuid


def make_stamper(kind):
    started = time.time()  # expect: SNAP301

    def stamp(value):
        return {"kind": kind, "value": value, "started": started}

    return stamp


def make_counter(prefix=None):
    prefix = prefix or uuid.uuid4().hex  # expect: SNAP201
    count = 0

    def next_number(value):
        nonlocal count
        count += value
        return f"{prefix}-{count}"

    return next_number


def make_sampler():
    rng = random.Random()  # expect: SNAP102
    return lambda value: rng.random() * value

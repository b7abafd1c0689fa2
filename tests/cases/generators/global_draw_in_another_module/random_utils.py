# (module of the case) a first-party module called much like the stdlib's
import random
import uuid


def jitter(seconds):
    return seconds * random.uniform(0.5, 1.5)  # expect: SNAP103


def ticket():
    return uuid.uuid4().hex  # ok: fresh in INVOKE

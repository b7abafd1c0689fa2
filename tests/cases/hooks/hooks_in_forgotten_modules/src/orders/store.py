# (module of the case) what the hooks were meant to renew
import random
import uuid

prefix = uuid.uuid4().hex[:8]  # expect: SNAP201


def next_number():
    return f"{prefix}-{random.randrange(10**9)}"  # expect: SNAP103

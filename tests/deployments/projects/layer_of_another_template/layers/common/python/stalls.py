import uuid

STALL = uuid.uuid4().hex  # expect: SNAP201


def stall():
    return STALL

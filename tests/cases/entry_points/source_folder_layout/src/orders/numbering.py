# (module of the case) imported by its full name
import uuid

SERIES = uuid.uuid4().hex  # expect: SNAP201


def number(n):
    return f"{SERIES}-{n}"

# (module of the case) its SERIES is not read
import uuid

SERIES = uuid.uuid4().hex  # ok: the other function's models.py has the one that is read


def label(series, number):
    return f"{series}-{number}"

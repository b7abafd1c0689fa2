# (module of the case) read by its own function
import uuid

SERIES = uuid.uuid4().hex  # expect: SNAP201


def label(series, number):
    return f"{series}-{number}"

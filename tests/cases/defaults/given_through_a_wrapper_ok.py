# All callers pass what a wrapper hands on.
# about: SNAP201
# oracle: ok
import functools
import uuid


def traced(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs)

    return inner


@traced
def stamp(crate, lot=uuid.uuid4().hex):  # ok, every caller passes `lot`
    return crate, lot


def handler(event, context):
    return stamp(event["crate"], event["lot"])

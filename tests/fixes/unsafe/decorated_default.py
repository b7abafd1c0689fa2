# about: SNAP201
import functools
import uuid


def traced(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)

    return wrapper


@traced
def record(event, number=uuid.uuid4().hex):
    return number


def handler(event, context):
    return record(event)

# Defaults behind decorators that hand everything on: one caller leaves the argument out.
# oracle: COLLIDES
import functools
import uuid


def counted(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs)

    return inner


@counted
def label(text, mark=uuid.uuid4().hex):  # expect: SNAP201
    return f"{text} {mark}"


@counted
def serial(*, mark=uuid.uuid4().hex):  # expect: SNAP201
    return mark


def handler(event, context):
    return {"with": label(event.get("text"), "m"), "without": label(event.get("text")), "serial": serial()}

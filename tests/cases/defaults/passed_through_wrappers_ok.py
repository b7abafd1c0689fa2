# Defaults behind decorators that hand everything on: each caller passes the argument.
# about: SNAP201, SNAP301
# oracle: ok
import functools
import time
import uuid


def counted(function):
    calls = []

    @functools.wraps(function)
    def inner(*args, **kwargs):
        calls.append(len(args))
        return function(*args, **kwargs)

    return inner


def twice_wrapped(function):
    return counted(lambda *args, **kwargs: function(*args, **kwargs))


@counted
def label(text, mark=uuid.uuid4().hex):  # ok: always passed
    return f"{text} {mark}"


@twice_wrapped
def stamped(text, *, at=time.time()):  # ok: always passed, by name
    return text, at


def handler(event, context):
    return {"label": label(event.get("text"), event.get("mark")), "at": stamped("x", at=event.get("at"))}

# Generators that INIT begins, which make anew what the handler asks for.
# about: SNAP201, SNAP301
# oracle: ok
import time
import uuid


def stamps():
    while True:
        yield {"id": uuid.uuid4().hex, "at": time.time()}  # ok: made when it is asked for


def steps():
    yield uuid.uuid4().hex  # ok: INIT takes it, and drops it
    yield uuid.uuid4().hex  # ok: made in the handler


def numbered(name):
    return f"{name}-{uuid.uuid4().hex}"  # ok: runs in the handler


stamp, step = stamps(), steps()
next(stamp)
next(step)
names = map(numbered, ["a", "b", "c"])


def handler(event, context):
    return [next(stamp), next(step, None), list(names)]

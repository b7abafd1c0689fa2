# Generators that INIT begins and the handler goes on with: what a local holds is old, what is made in between is new.
# oracle: COLLIDES
import uuid


def serials(prefix):
    run = uuid.uuid4().hex  # expect: SNAP201
    number = 0
    while True:
        number += 1
        yield f"{prefix}-{run}-{number}"


def tokens():
    for position in range(1000):
        token = uuid.uuid4().hex  # ok: made anew on each round
        yield position, token


def pairs():
    first = uuid.uuid4().hex  # expect: SNAP201
    yield "warm-up"
    yield first


serial, token, pair = serials("a"), tokens(), pairs()
next(serial)
next(token)
next(pair)
listed = list(map(lambda _: uuid.uuid4().hex, range(2)))  # expect: SNAP201
later = map(lambda _: uuid.uuid4().hex, range(100))  # ok: made when it is asked for


def handler(event, context):
    return [next(serial), next(token), next(pair), listed, next(later)]

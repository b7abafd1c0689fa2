# Generators built in INIT and started in the handler, infinite ones of constants, and a pipeline of generator functions.
# about: SNAP102, SNAP201, SNAP301
# oracle: ok
import itertools

from feeds import batches, readings, with_ids

stream = with_ids(readings())
shelves = itertools.cycle(["a", "b", "c"])
squares = (number * number for number in range(10**6))


def handler(event, context):
    first = next(stream)
    return {
        "reading": first,
        "batch": next(batches(with_ids(readings()), 2)),
        "shelf": next(shelves),
        "square": next(squares),
    }

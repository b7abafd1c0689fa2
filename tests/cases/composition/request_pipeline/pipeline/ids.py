# (module of the case) a source of request ids with a frozen node part
import itertools
import uuid


def make_request_ids():
    node = uuid.uuid4().hex[:12]  # expect: SNAP201
    counter = itertools.count()
    return lambda: f"{node}-{next(counter)}"

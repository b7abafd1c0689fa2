# (module of the case) generators over generators
import uuid
from itertools import islice


def with_ids(items):
    source = uuid.uuid4().hex  # ok: runs in the handler
    for item in items:
        yield {"source": source, "id": uuid.uuid4().hex, **item}


def batches(items, size):
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch

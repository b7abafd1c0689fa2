# (module of the case) context managers made of generators
import time
import uuid
from contextlib import contextmanager


@contextmanager
def temporary_area(purpose):
    name = f"/tmp/{purpose}-{uuid.uuid4().hex}"
    try:
        yield name
    finally:
        print("done with the area")


@contextmanager
def recording(name):
    record = {"name": name, "at": time.time()}
    yield record
    record["closed"] = True

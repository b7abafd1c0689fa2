# (module of the case) innocent functions that return several values
import uuid

from timing import now


def begin(kind):
    return f"{kind}-{uuid.uuid4().hex}", kind


def identify(count):
    names = [uuid.uuid4().hex for _ in range(count)]
    return (uuid.uuid4().hex, "unused"), names


def measure():
    return now(), "since the import"

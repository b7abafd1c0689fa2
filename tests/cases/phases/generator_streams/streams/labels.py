# (module of the case) delegates to another generator
import uuid


def _label(name):
    yield name + "-" + uuid.uuid4().hex  # ok: kept where the list is


def labels(names):
    for name in names:
        yield from _label(name)


def prefixes():
    while True:
        yield uuid.uuid4().hex  # ok: advanced in the handler

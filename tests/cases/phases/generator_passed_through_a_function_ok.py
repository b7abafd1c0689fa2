# A function hands on a generator that nobody has iterated yet: its body runs in the handler.
# about: SNAP201
# oracle: ok
import uuid


def words():
    for name in ("a", "b"):
        yield f"{name}-{uuid.uuid4().hex}"


def same(given):
    return given


def handler(event, context):
    lazy = same(word for word in words())
    return list(lazy)

# A function hands on a generator, and INIT goes over it.
# oracle: COLLIDES
import uuid


def words():
    for name in ("a", "b"):
        yield f"{name}-{uuid.uuid4().hex}"


def same(given):
    return given


WORDS = list(same(word for word in words()))  # expect: SNAP201


def handler(event, context):
    return WORDS

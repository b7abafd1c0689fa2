# Recursive and mutually recursive helpers come to an end, and carry the value.
# oracle: COLLIDES
import uuid


def branch(depth):
    return [uuid.uuid4().hex] if depth == 0 else [*leaf(depth - 1)]


def leaf(depth):
    return branch(depth) if depth else branch(0)


TREE = branch(3)  # expect: SNAP201


def handler(event, context):
    return {"tree": TREE}

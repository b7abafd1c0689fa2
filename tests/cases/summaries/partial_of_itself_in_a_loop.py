# A name that a loop wraps in a partial of itself comes to an end, and keeps each argument that it is given.
# oracle: COLLIDES
import functools
import uuid


def label(*parts):
    return "-".join(parts)


for stage in ("prod", "orders"):
    label = functools.partial(label, f"{stage}-{uuid.uuid4().hex}")  # expect: SNAP201


def handler(event, context):
    return {"label": label("x")}

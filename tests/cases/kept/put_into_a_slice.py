# A dict that a slice of a list is replaced by.
# oracle: COLLIDES
import uuid

_kept: list = []
_kept[:] = [{"node": uuid.uuid4().hex}]  # expect: SNAP201


def handler(event, context):
    return {"node": _kept[0]["node"]}

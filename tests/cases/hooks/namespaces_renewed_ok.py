# Hooks that renew attributes and globals through their namespaces.
# about: SNAP201
# oracle: ok
import uuid
from types import SimpleNamespace

from snapshot_restore_py import register_after_restore


def fresh():
    return {"node": uuid.uuid4().hex}


def names():
    return {"NODE": uuid.uuid4().hex}


class Space:
    def __init__(self):
        self.node = uuid.uuid4().hex


first = SimpleNamespace(**fresh())
second = SimpleNamespace(**fresh())
third = Space()
fourth = Space()
NODE = uuid.uuid4().hex


@register_after_restore
def renew():
    vars(first).update(fresh())
    second.__dict__.update(fresh())
    vars(third).update(fresh())
    for name, value in fresh().items():
        setattr(fourth, name, value)
    globals().update(names())


def handler(event, context):
    return {"first": first.node, "second": second.node, "third": third.node, "fourth": fourth.node, "module": NODE}

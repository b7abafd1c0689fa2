# Attributes of namespaces and objects that a hook renews by their dict.
# about: SNAP201
# oracle: ok
import types
import uuid

from snapshot_restore_py import register_after_restore


class Pier:
    def __init__(self):
        self.name = uuid.uuid4().hex  # ok: renewed through `__dict__`


space = types.SimpleNamespace(mark=uuid.uuid4().hex, fixed=1)  # ok: renewed by update
other = types.SimpleNamespace(mark=uuid.uuid4().hex)  # ok: renewed by an entry
pier = Pier()


@register_after_restore
def renew():
    space.__dict__.update(mark=uuid.uuid4().hex)
    vars(other)["mark"] = uuid.uuid4().hex
    pier.__dict__["name"] = uuid.uuid4().hex


def handler(event, context):
    return {"space": space.mark, "other": other.mark, "pier": pier.name}

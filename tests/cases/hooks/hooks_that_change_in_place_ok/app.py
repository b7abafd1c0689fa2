# The hook changes what is there: by the dict of an object, by the names of the module, by name, by position.
# about: SNAP201
# oracle: ok
import uuid
from functools import cached_property

from snapshot_restore_py import register_after_restore


class Gate:
    def __init__(self):
        self.serial = uuid.uuid4().hex
        self.key = uuid.uuid4().hex
        self.slot = uuid.uuid4().hex

    @cached_property
    def token(self):
        return uuid.uuid4().hex


gate = Gate()
gate.token
stack = ["bottom", uuid.uuid4().hex]
lane = uuid.uuid4().hex


def renew():
    gate.__dict__.update(serial=uuid.uuid4().hex)
    vars(gate)["key"] = uuid.uuid4().hex
    for name, value in {"slot": uuid.uuid4().hex}.items():
        setattr(gate, name, value)
    gate.__dict__.pop("token", None)
    stack.pop()
    stack.append(uuid.uuid4().hex)
    globals().update({"lane": uuid.uuid4().hex})


register_after_restore(renew)


def handler(event, context):
    return {"gate": [gate.serial, gate.key, gate.slot, gate.token], "top": stack[1], "lane": lane}

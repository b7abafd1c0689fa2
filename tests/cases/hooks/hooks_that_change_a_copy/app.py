# The hook changes another attribute, a copy of the dict, and the wrong end of the list.
# oracle: COLLIDES
import uuid

from snapshot_restore_py import register_after_restore


class Gate:
    def __init__(self):
        self.serial = uuid.uuid4().hex  # expect: SNAP201
        self.key = uuid.uuid4().hex  # expect: SNAP201


gate = Gate()
stack = [uuid.uuid4().hex, "top"]  # expect: SNAP201


@register_after_restore
def renew():
    vars(gate).update({"serials": uuid.uuid4().hex})
    dict(vars(gate)).update({"key": uuid.uuid4().hex})
    stack.pop()
    stack.append(uuid.uuid4().hex)


def handler(event, context):
    return {"gate": [gate.serial, gate.key], "bottom": stack[0]}

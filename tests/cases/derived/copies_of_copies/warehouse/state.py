# (module of the case) an object that the hook renews, and names for what it held before
import types
import uuid

from snapshot_restore_py import register_after_restore

STATE = types.SimpleNamespace(node=uuid.uuid4().hex)  # expect: SNAP201 copied as NODE, Labels.node and more
NODE = STATE.node
_ADDRESSES = (f"tcp://{NODE}", "tcp://localhost")


def addresses():
    return _ADDRESSES


@register_after_restore
def renew():
    STATE.node = uuid.uuid4().hex

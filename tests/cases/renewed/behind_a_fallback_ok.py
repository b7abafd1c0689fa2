# The hook renews what the handler reads by `or`, by a ternary, and in a `try`.
# about: SNAP201
# oracle: ok
import uuid

from snapshot_restore_py import register_after_restore

state = {"node": uuid.uuid4().hex}  # ok: renewed


@register_after_restore
def renew():
    state["node"] = uuid.uuid4().hex


def handler(event, context):
    one = state.get("node") or None
    other = state["node"] if "node" in state else None
    try:
        third = state["node"]
    except KeyError:
        third = None
    return [one, other, third]

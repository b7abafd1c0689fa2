# The hook renews another entry than the one that the handler reads by `or` and in a `try`.
# oracle: COLLIDES
import uuid

from snapshot_restore_py import register_after_restore

state = {"node": uuid.uuid4().hex, "run": uuid.uuid4().hex}  # expect: SNAP201


@register_after_restore
def renew():
    state["run"] = uuid.uuid4().hex


def handler(event, context):
    try:
        other = state["node"]
    except KeyError:
        other = None
    return [state.get("node") or None, other, state["run"]]

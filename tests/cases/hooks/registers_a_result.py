# The result of the function is registered, and not the function.
# oracle: none (what it registers fails as a hook)
import uuid

from snapshot_restore_py import register_after_restore

state = {}


def renew():
    state["node"] = uuid.uuid4().hex  # expect: SNAP201


register_after_restore(renew())  # expect: SNAP701


def handler(event, context):
    return {"node": state["node"]}

# What the hook returns is registered, by `partial`: it ran before the snapshot.
# oracle: none (what it registers fails as a hook)
import functools
import uuid

from snapshot_restore_py import register_after_restore

state = {}


def renew():
    state["node"] = uuid.uuid4().hex  # expect: SNAP201


functools.partial(register_after_restore, renew())()  # expect: SNAP701


def handler(event, context):
    return {"node": state["node"]}

# What is derived in the handler from a renewed binding is fresh; what INIT derived is renewed by the same hook.
# about: SNAP201
# settles: one finding at the first binding
# oracle: ok
import uuid

from snapshot_restore_py import register_after_restore

run = uuid.uuid4().hex  # ok: renewed
label = "run-" + run  # ok: renewed with it


@register_after_restore
def renew():
    global run, label
    run = uuid.uuid4().hex
    label = "run-" + run


def handler(event, context):
    return {"label": label, "topic": f"{run}/orders"}

# The body of a generator never runs as a hook.
# oracle: COLLIDES
import uuid

from snapshot_restore_py import register_after_restore

NODE = uuid.uuid4().hex  # expect: SNAP201


@register_after_restore
def renew():  # expect: SNAP704
    global NODE
    NODE = uuid.uuid4().hex
    yield NODE  # the runtime calls the hook and iterates nothing: its body never runs


def handler(event, context):
    return {"node": NODE}

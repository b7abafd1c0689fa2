# Attributes that a hook changes by the dict of their object, but for one.
# oracle: COLLIDES
import types
import uuid

from snapshot_restore_py import register_after_restore

space = types.SimpleNamespace(mark=uuid.uuid4().hex, left=uuid.uuid4().hex)  # expect: SNAP201


@register_after_restore
def renew():
    vars(space).update(mark=uuid.uuid4().hex)


def handler(event, context):
    return {"mark": space.mark, "left": space.left}

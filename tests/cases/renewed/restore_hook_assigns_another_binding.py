# A hook renews the binding it assigns, and no other.
# oracle: COLLIDES
import uuid

from snapshot_restore_py import register_after_restore

session = uuid.uuid4().hex  # ok: renewed
worker = uuid.uuid4().hex  # expect: SNAP201


@register_after_restore
def renew():
    global session
    session = uuid.uuid4().hex


def handler(event, context):
    return {"session": session, "worker": worker}

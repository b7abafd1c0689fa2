# An `async def` hook is never awaited, so it renews nothing.
# oracle: COLLIDES
import uuid

from snapshot_restore_py import register_after_restore

session = uuid.uuid4().hex  # expect: SNAP201


@register_after_restore
async def renew():  # expect: SNAP704
    global session
    session = uuid.uuid4().hex


def handler(event, context):
    return {"session": session}

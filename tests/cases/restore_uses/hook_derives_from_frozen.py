# A hook that rebuilds a name from a frozen part renews nothing.
# settles: hooks that assign what is frozen
# oracle: COLLIDES
import uuid

from snapshot_restore_py import register_after_restore

base = uuid.uuid4().hex  # expect: SNAP201
session = None


@register_after_restore
def renew():
    global session
    session = f"session-{base}"


def handler(event, context):
    return {"session": session or uuid.uuid4().hex}

# Renewed: assigned to the same binding by a RESTORE hook.
# about: SNAP201, SNAP301, SNAP703
# settles: hooks that assign what is frozen
# oracle: ok
import time
import uuid

from snapshot_restore_py import register_after_restore

session = uuid.uuid4().hex  # ok: renewed
booted = time.time()  # ok: renewed


@register_after_restore
def renew():
    global session, booted
    session = uuid.uuid4().hex
    booted = time.time()


def handler(event, context):
    return {"session": session, "booted": booted}

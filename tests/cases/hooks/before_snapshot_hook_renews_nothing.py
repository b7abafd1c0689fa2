# A hook before the snapshot runs in INIT: what it assigns and reseeds is frozen as well.
# oracle: COLLIDES
import random
import uuid

from snapshot_restore_py import register_before_snapshot

session = None


@register_before_snapshot
def prepare():
    global session
    session = uuid.uuid4().hex  # expect: SNAP201
    random.seed()  # expect: SNAP101


def handler(event, context):
    return {"session": session or uuid.uuid4().hex, "draw": random.random()}  # expect: SNAP103

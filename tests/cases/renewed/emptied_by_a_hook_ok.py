# A before-snapshot hook empties the name, and the handler fills it anew.
# about: SNAP201
# oracle: ok
import uuid

from snapshot_restore_py import register_before_snapshot

boat = uuid.uuid4().hex  # ok: emptied below, before the snapshot


@register_before_snapshot
def forget():
    global boat
    boat = None


def handler(event, context):
    global boat
    if boat is None:
        boat = uuid.uuid4().hex
    return {"f0": boat}

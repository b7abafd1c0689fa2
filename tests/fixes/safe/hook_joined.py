# about: SNAP201
import uuid

from snapshot_restore_py import register_after_restore

RUN_ID = uuid.uuid4().hex
OTHER = f"job-{uuid.uuid4()}"
cache = {"warm": True}


@register_after_restore
def refresh():
    """Forget what was cached."""
    cache.clear()  # nothing of it is current


def handler(event, context):
    return {"run": RUN_ID, "other": OTHER, **cache}

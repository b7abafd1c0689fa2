# The hook returns early, so that what is put at its end may not run.
# about: SNAP201
import os
import uuid

from snapshot_restore_py import register_after_restore, register_before_snapshot

RUN_ID = uuid.uuid4().hex


@register_after_restore
def refresh():
    if not os.environ.get("REFRESH"):
        return
    print("refreshed")


@register_before_snapshot
def renew_after_restore():
    print("before")


def handler(event, context):
    return {"run": RUN_ID}

# about: SNAP201, SNAP703
import uuid

from snapshot_restore_py import register_after_restore

session = uuid.uuid4().hex


@register_after_restore
def renew():
    # a new session
    session = uuid.uuid4().hex


def handler(event, context):
    return {"session": session}

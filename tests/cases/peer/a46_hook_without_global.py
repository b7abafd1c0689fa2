# oracle: COLLIDES
import uuid
from snapshot_restore_py import register_after_restore
session = uuid.uuid4().hex  # expect: SNAP201
@register_after_restore
def renew():
    session = uuid.uuid4().hex  # expect: SNAP703
def handler(event, context):
    return {"s": session}

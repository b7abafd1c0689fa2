# oracle: COLLIDES
import uuid
from snapshot_restore_py import register_after_restore
session = uuid.uuid4().hex  # expect: SNAP201
def renew():
    global session
    session = uuid.uuid4().hex
def handler(event, context):
    register_after_restore(renew)  # expect: SNAP701
    return {"s": session}

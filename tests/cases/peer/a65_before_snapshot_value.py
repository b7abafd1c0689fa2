# oracle: COLLIDES, STALE-TIME
import time, uuid
from snapshot_restore_py import register_before_snapshot
boot = {"id": None, "at": None}
@register_before_snapshot
def prime():
    boot["id"] = uuid.uuid4().hex  # expect: SNAP201
    boot["at"] = time.time()  # expect: SNAP301
def handler(event, context):
    return boot if boot["id"] else {"id": uuid.uuid4().hex, "at": time.time()}

# Draws in RESTORE count as uses: every environment makes the same one.
# settles: uses in RESTORE
# oracle: COLLIDES
import random
import uuid

from snapshot_restore_py import register_after_restore

shard = None


@register_after_restore
def choose_shard():
    global shard
    shard = random.randrange(10**9)  # expect: SNAP103


def handler(event, context):
    return {"shard": shard if shard is not None else uuid.uuid4().int % 10**9}

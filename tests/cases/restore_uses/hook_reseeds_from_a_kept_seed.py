# A seed made in INIT is frozen itself, so seeding with it in the hook renews nothing.
# oracle: COLLIDES
import random
import uuid

from snapshot_restore_py import register_after_restore

SEED = uuid.uuid4().int  # expect: SNAP201


@register_after_restore
def reseed():
    random.seed(SEED)


def handler(event, context):
    return {"n": random.random()}  # expect: SNAP103

# `random.seed()` does not reseed own Random() instances.
# oracle: COLLIDES
import random

from snapshot_restore_py import register_after_restore

rng = random.Random()  # expect: SNAP102
register_after_restore(random.seed)


def handler(event, context):
    return {"global": random.random(), "own": rng.random()}

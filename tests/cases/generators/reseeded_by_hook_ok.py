# Reseeded in RESTORE: the global generator by random.seed, an instance by its own seed method. The receiver of a reseed is no use.
# about: SNAP102, SNAP103
# oracle: ok
import random

from snapshot_restore_py import register_after_restore

rng = random.Random()  # ok: reseeded


@register_after_restore
def reseed():
    random.seed()
    rng.seed()


def handler(event, context):
    return {"global": random.random(), "own": rng.random()}  # ok

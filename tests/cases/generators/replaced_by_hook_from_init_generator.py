# A hook's assignment renews only if its right side is not frozen: this generator is seeded by one from INIT.
# oracle: COLLIDES
import random

from snapshot_restore_py import register_after_restore

base = random.Random()  # expect: SNAP102
rng = random.Random()  # also-ok: SNAP102


@register_after_restore
def rebuild():
    global rng
    rng = random.Random(base.getrandbits(64))


def handler(event, context):
    return {"n": rng.random()}

# (module of the case) the generator that everybody took a reference to
import random

from snapshot_restore_py import register_after_restore

rng = random.Random()  # expect: SNAP102 held by Dice, flip and spin


@register_after_restore
def renew():
    global rng
    rng = random.Random()

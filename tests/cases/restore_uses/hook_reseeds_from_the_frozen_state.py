# `random.seed(random.random())` in a hook renews nothing: the draw and what is drawn later repeat.
# oracle: COLLIDES
import random

from snapshot_restore_py import register_after_restore


@register_after_restore
def reseed():
    random.seed(random.random())  # expect: SNAP103


def handler(event, context):
    return {"n": random.random()}  # expect: SNAP103

# (module of the case) reseeds one generator with a draw of another frozen one
import random

from snapshot_restore_py import register_after_restore

_parent = random.Random()  # expect: SNAP102
_child = random.Random()  # expect: SNAP102


@register_after_restore
def reseed():
    _child.seed(_parent.getrandbits(64))


def draw():
    return _child.random()

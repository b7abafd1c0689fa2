# What `random.SystemRandom()` makes can't be copied.
# about: SNAP102
import copy
import random

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


DICE = random.Random()


@register_after_restore
def renew_after_restore():
    global DICE
    DICE = random.Random()


def handler(event, context):
    if event.get("other"):
        return copy.copy(DICE).random()
    return DICE.random()

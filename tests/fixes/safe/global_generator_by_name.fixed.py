# about: SNAP103
from __future__ import annotations

import random
from random import choice, shuffle

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


@register_after_restore
def renew_after_restore():
    random.seed()


def handler(event, context):
    cards = list(range(52))
    shuffle(cards)
    return {"first": choice(cards)}

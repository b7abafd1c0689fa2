# about: SNAP103
"""A hook draws from a generator: it is reseeded before that."""

import random

from snapshot_restore_py import register_after_restore

numbers = [0]


@register_after_restore
def renew():
    numbers[:] = [random.getrandbits(64)]


def handler(event, context):
    return {"numbers": numbers}

# about: SNAP201
"""What a closure holds is made again with the closure."""

import itertools
import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


def numbers(prefix):
    node = uuid.uuid4().hex[:12]
    count = itertools.count()

    def following():
        return f"{prefix}-{node}-{next(count)}"

    return following


following = numbers("order")


@register_after_restore
def renew_after_restore():
    global following
    following = numbers("order")


def handler(event, context):
    return {"number": following()}

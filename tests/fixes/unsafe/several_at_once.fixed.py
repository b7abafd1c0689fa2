# about: SNAP201
"""Several variables are assigned at once."""

import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


def pair():
    return uuid.uuid4().hex, uuid.uuid4().hex


first, second = pair()


@register_after_restore
def renew_after_restore():
    global first, second
    first, second = pair()


def handler(event, context):
    return {"first": first, "second": second}

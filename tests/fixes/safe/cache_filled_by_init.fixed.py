# about: SNAP201
"""A cache that INIT fills is emptied, and filled again by the first call."""

import functools
import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


@functools.lru_cache(maxsize=None)
def number(tenant):
    return f"{tenant}-{uuid.uuid4().hex}"


@register_after_restore
def renew_after_restore():
    number.cache_clear()


print("ready", number("a"))


def handler(event, context):
    return {"number": number("a")}

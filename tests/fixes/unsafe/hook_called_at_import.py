# What the function yields is registered, and that is nothing.
# about: SNAP701
from snapshot_restore_py import register_after_restore

cache = {}


def forget():
    cache.clear()


register_after_restore(forget())


def handler(event, context):
    return cache

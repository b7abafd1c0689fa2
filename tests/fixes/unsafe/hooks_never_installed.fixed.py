# Nothing calls the function that registers the hooks.
# about: SNAP701
from snapshot_restore_py import register_after_restore

cache = {}


def install_hooks():
    register_after_restore(cache.clear)


install_hooks()


def handler(event, context):
    return cache

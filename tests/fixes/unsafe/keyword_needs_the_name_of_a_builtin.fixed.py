# about: SNAP402
import os

from redis import from_url

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


cache = from_url(os.environ["REDIS_URL"])
cache.ping()


@register_after_restore
def renew_after_restore():
    global cache
    cache = from_url(os.environ["REDIS_URL"])
    cache.ping()


def handler(event, context):
    return cache.get(event["key"])

# A hook that empties the cache lets INVOKE fill it anew.
# about: SNAP201
# oracle: ok
import functools
import uuid

from snapshot_restore_py import register_after_restore


@functools.lru_cache
def instance_id():
    return uuid.uuid4().hex


instance_id()  # ok: the hook clears the cache
register_after_restore(instance_id.cache_clear)


def handler(event, context):
    return {"instance": instance_id()}

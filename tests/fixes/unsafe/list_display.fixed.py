# about: SNAP201
import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


KEYS = [uuid.uuid4().hex, "b"]


@register_after_restore
def renew_after_restore():
    global KEYS
    KEYS = [uuid.uuid4().hex, "b"]


def handler(event, context):
    return {"keys": KEYS}

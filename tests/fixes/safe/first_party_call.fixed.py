# about: SNAP201
import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


def new_id(prefix):
    return f"{prefix}-{uuid.uuid4()}"


INSTANCE = new_id("worker")


@register_after_restore
def renew_after_restore():
    global INSTANCE
    INSTANCE = new_id("worker")


def handler(event, context):
    return {"instance": INSTANCE}

# about: SNAP201
import os
import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


if os.environ.get("STAGE") == "test":
    RUN = "test"
else:
    RUN = uuid.uuid4().hex


@register_after_restore
def renew_after_restore():
    global RUN
    if os.environ.get("STAGE") == "test":
        RUN = "test"
    else:
        RUN = uuid.uuid4().hex


def handler(event, context):
    return {"run": RUN}

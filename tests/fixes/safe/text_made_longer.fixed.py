# about: SNAP201
"""What is added to a text is added to the new one."""

import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


name = uuid.uuid4().hex
name += "-x"


@register_after_restore
def renew_after_restore():
    global name
    name = uuid.uuid4().hex
    name += "-x"


def handler(event, context):
    return {"name": name}

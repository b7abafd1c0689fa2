# about: SNAP201
"""A function assigns the variable, perhaps."""

import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


RUN = ""


def begin():
    global RUN
    if not RUN:
        RUN = uuid.uuid4().hex


@register_after_restore
def renew_after_restore():
    global RUN
    RUN = uuid.uuid4().hex


begin()


def handler(event, context):
    return {"run": RUN}

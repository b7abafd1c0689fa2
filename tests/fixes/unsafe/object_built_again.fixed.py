# about: SNAP201
"""What the constructor makes of what it is given is made by building the object again."""

import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


class Worker:
    def __init__(self, queue):
        self.name = f"{queue}-{uuid.uuid4().hex}"


worker = Worker("orders")


@register_after_restore
def renew_after_restore():
    global worker
    worker = Worker("orders")


def handler(event, context):
    return {"name": worker.name}

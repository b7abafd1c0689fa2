# about: SNAP201, SNAP301
"""An object that INIT builds, and that everybody reads, whoever holds it."""

import time
import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


class Worker:
    def __init__(self, queue):
        self.queue = queue
        self.number = uuid.uuid4().hex  # made once
        self.started = time.time()

    def label(self):
        return f"{self.queue}-{self.number}"


worker = Worker("orders")


@register_after_restore
def renew_after_restore():
    worker.number = uuid.uuid4().hex
    worker.started = time.time()


HOLDERS = [worker]


def handler(event, context):
    return {"label": worker.label(), "started": HOLDERS[0].started}

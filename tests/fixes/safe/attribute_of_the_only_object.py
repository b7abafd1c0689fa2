# about: SNAP201, SNAP301
"""An object that INIT builds, and that everybody reads, whoever holds it."""

import time
import uuid


class Worker:
    def __init__(self, queue):
        self.queue = queue
        self.number = uuid.uuid4().hex  # made once
        self.started = time.time()

    def label(self):
        return f"{self.queue}-{self.number}"


worker = Worker("orders")
HOLDERS = [worker]


def handler(event, context):
    return {"label": worker.label(), "started": HOLDERS[0].started}

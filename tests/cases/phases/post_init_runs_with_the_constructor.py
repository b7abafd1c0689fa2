# Constructors that INIT runs are INIT, `__post_init__` among them.
# oracle: COLLIDES
import uuid
from dataclasses import dataclass


@dataclass
class Worker:
    queue: str

    def __post_init__(self):
        self.consumer = f"{self.queue}-{uuid.uuid4().hex}"  # expect: SNAP201


WORKER = Worker("orders")


def handler(event, context):
    return {"consumer": WORKER.consumer}

# about: SNAP201
"""What the constructor makes of what it is given is made by building the object again."""

import uuid


class Worker:
    def __init__(self, queue):
        self.name = f"{queue}-{uuid.uuid4().hex}"


worker = Worker("orders")


def handler(event, context):
    return {"name": worker.name}

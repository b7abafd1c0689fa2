# Inheritance: the constructor of a base class keeps the value on the instance of the subclass.
# oracle: COLLIDES
import uuid


class Base:
    group = uuid.uuid4().hex  # expect: SNAP201

    def __init__(self):
        self.instance = uuid.uuid4().hex  # expect: SNAP201


class Worker(Base):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue

    def describe(self):
        return {"queue": self.queue, "instance": self.instance, "group": self.group}


worker = Worker("orders")


def handler(event, context):
    return worker.describe()

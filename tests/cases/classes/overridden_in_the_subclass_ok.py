# What the subclass overrides is not what INVOKE reads.
# about: SNAP201
# oracle: ok
import uuid


class Base:
    group = uuid.uuid4().hex  # ok: overridden

    def new_instance(self):
        return uuid.uuid4().hex  # ok: overridden

    def __init__(self):
        self.instance = self.new_instance()


class Worker(Base):
    group = "workers"

    def new_instance(self):
        return "worker-1"


worker = Worker()


def handler(event, context):
    return {"group": worker.group, "instance": worker.instance}

# The first kept binding is reported, though INVOKE reads only what is derived from it, in another object.
# oracle: COLLIDES
import uuid


class Queue:
    def __init__(self, name):
        self.name = name


INSTANCE = uuid.uuid4().hex  # expect: SNAP201
queue = Queue(f"orders-{INSTANCE}")  # ok: derived


def handler(event, context):
    return {"queue": queue.name}

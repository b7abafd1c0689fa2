# An object inside an object inside a global keeps its attribute.
# oracle: COLLIDES, STALE-TIME
import time
import uuid


class Clock:
    __slots__ = ("started",)

    def __init__(self):
        self.started = time.time()  # expect: SNAP301


class Context:
    def __init__(self):
        self.clock = Clock()
        self.tags = {"node": uuid.uuid4().hex}  # expect: SNAP201


class App:
    context = Context()

    def handle(self, event):
        return {"started": self.context.clock.started, "node": self.context.tags["node"]}


def handler(event, context):
    return App().handle(event)

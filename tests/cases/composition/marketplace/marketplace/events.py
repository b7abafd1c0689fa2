# (module of the case) an event bus that numbers what it carries
import random
import uuid
from collections import defaultdict


class Bus:
    def __init__(self):
        self._listeners = defaultdict(list)
        self._source = f"bus-{uuid.uuid4().hex}"  # expect: SNAP201
        self._random = random.Random()  # expect: SNAP102

    def on(self, name, listener):
        self._listeners[name].append(listener)

    def emit(self, name, **payload):
        message = {"name": name, "source": self._source, "n": self._random.random(), **payload}
        for listener in self._listeners[name]:
            listener(message)
        return message

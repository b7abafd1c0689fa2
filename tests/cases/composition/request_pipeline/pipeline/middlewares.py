# (module of the case) functions, a function of a function, and a class
import time
import uuid


def validate(inner):
    checked_at = []

    def middleware(event, context):
        if not isinstance(event, dict):
            raise TypeError(event)
        checked_at.append(time.time())
        return inner(event, context)

    return middleware


def timing(inner):
    ready = time.time()  # expect: SNAP301

    def middleware(event, context):
        return {"ready": ready, **inner(event, context)}

    return middleware


def add_build(version):
    build = f"{version}+{uuid.uuid4().hex[:8]}"  # expect: SNAP201
    return lambda inner: lambda event, context: {"build": build, **inner(event, context)}


class Envelope:
    def __init__(self, next_id):
        self._next_id = next_id
        self._inner = None

    def __call__(self, inner):
        self._inner = inner
        return self._handle

    def _handle(self, event, context):
        return {"id": self._next_id(), **self._inner(event, context)}

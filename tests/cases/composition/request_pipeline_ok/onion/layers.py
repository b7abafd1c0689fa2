# (module of the case) layers
import random
import time
import uuid


def stamp(call, event, context):
    started = time.time()
    return {"started": started, **call(event, context)}


def with_id(prefix):
    def layer(call, event, context):
        return {"id": f"{prefix}-{uuid.uuid4().hex}", **call(event, context)}

    return layer


class Attempts:
    def __init__(self, limit):
        self._limit = limit
        self._jitter = random.SystemRandom()

    def __call__(self, call, event, context):
        for attempt in range(self._limit):
            try:
                return {"jitter": self._jitter.random(), **call(event, context)}
            except ConnectionError:
                time.sleep(0.01 * attempt)
        raise ConnectionError(self._limit)

# (module of the case) a decorator with arguments that is a class
import time


class limit:
    def __init__(self, per_minute):
        self._per_minute = per_minute
        self._calls = []

    def __call__(self, function):
        def wrapper(event, context):
            now = time.time()  # ok: read in the handler
            self._calls = [at for at in self._calls if now - at < 60][-1000:] + [now]
            return {"busy": len(self._calls) > self._per_minute + 10**6, **function(event, context)}

        return wrapper

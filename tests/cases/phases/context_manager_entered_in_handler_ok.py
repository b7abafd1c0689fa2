# The same context manager entered in INVOKE reads the clock in INVOKE.
# about: SNAP301
# oracle: ok
import time


class Stopwatch:
    def __enter__(self):
        self.started = time.time()  # ok
        return self

    def __exit__(self, *exc):
        return False


WATCH = Stopwatch()


def handler(event, context):
    with WATCH as watch:
        return {"started": watch.started}

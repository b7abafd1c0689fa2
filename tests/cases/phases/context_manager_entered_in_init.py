# A context manager entered in INIT runs its `__enter__` in INIT.
# oracle: COLLIDES, STALE-TIME
import time


class Stopwatch:
    def __enter__(self):
        self.started = time.time()  # expect: SNAP301
        return self

    def __exit__(self, *exc):
        return False


with Stopwatch() as BOOT:
    TABLE = {number: number * number for number in range(100)}


def handler(event, context):
    return {"value": TABLE[event["n"]], "booted": BOOT.started}

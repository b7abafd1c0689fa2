# A reading of INIT that each answer is measured against.
# oracle: STALE-TIME
import time

STARTED = time.perf_counter()  # expect: SNAP301
cold = True


def handler(event, context):
    global cold
    first, cold = cold, False
    return {"first": first, "up_seconds": time.perf_counter() - STARTED}

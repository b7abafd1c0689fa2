# A reading that only times the import.
# about: SNAP301
# oracle: ok
import time

_t0 = time.perf_counter()
import json

print("import took", time.perf_counter() - _t0)
cold = True


def handler(event, context):
    global cold
    first, cold = cold, False
    begun = time.perf_counter()
    return {"first": first, "took": time.perf_counter() - begun, "n": json.dumps(event)}

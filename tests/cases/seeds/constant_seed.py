# Constant seeds fire as any seed; ordinary cold starts repeat too.
# settles: constant seeds
# oracle: ok (ordinary cold starts repeat as well, so the emulator sees no difference)
import random

random.seed(42)  # expect: SNAP101


def handler(event, context):
    return {"pick": random.randrange(10**9)}  # expect: SNAP103

# `random` imported in the handler is seeded there: nothing of the 3.13 runtime loads it before the snapshot.
# about: SNAP103
# oracle: ok


def handler(event, context):
    import random

    return {"draw": random.randrange(10**9)}  # ok: loaded after the restore

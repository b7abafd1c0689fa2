# The 3.12 runtime loads `random` before the snapshot itself (its restore call imports http.client).
# oracle: none (the emulator does not load what the runtime loads; under awslambdaric 4.2.2 on 3.12.1 it collides)


def handler(event, context):
    import random

    return {"draw": random.randrange(10**9)}  # expect: SNAP103

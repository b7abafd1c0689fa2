# The import inside the handler binds what INIT loaded already: here another first-party module imports `random` at its top level.
# oracle: COLLIDES
from pricing import price


def handler(event, context):
    import random

    return {"lane": random.randrange(10**9), "price": price(event["n"])}  # expect: SNAP103

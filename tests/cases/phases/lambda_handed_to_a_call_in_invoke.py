# Nested functions and lambdas handed to a call made in INVOKE run in INVOKE: the draw is in there.
# oracle: COLLIDES
import random


def handler(event, context):
    orders = list(range(40))
    return {"order": sorted(orders, key=lambda number: random.random())}  # expect: SNAP103

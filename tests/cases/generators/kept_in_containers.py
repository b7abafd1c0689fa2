# Generators in lists, dicts and comprehensions are kept as values are.
# oracle: ok (constant seeds repeat in ordinary cold starts as well)
import random

lanes = [random.Random(number) for number in range(4)]  # expect: SNAP102


def handler(event, context):
    return {"lane": lanes[event["n"]].random()}

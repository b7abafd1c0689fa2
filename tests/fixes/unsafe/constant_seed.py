# about: SNAP101, SNAP103
import random

random.seed(42)


def handler(event, context):
    return {"choice": random.choice([1, 2, 3])}

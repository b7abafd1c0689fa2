# about: SNAP101, SNAP103
import os
import random

random.seed(os.urandom(16))


def handler(event, context):
    return {"choice": random.choice([1, 2, 3])}

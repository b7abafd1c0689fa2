# Seeding in INVOKE, from the event: a wanted repetition, and fresh in each invocation.
# about: SNAP101, SNAP103
# oracle: ok
import random


def handler(event, context):
    random.seed(event["n"])  # ok
    return {"sample": random.sample(range(1000), 3)}  # ok

# What a first-party factory returns is an entry point: the inner function runs in INVOKE.
# oracle: COLLIDES
import random


def create_handler(stage):
    def handle(event, context):
        return {"stage": stage, "lane": random.randrange(10**9)}  # expect: SNAP103

    return handle


handler = create_handler("prod")

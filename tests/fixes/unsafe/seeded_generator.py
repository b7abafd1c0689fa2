# about: SNAP102
import random
import time

generator = random.Random(time.time())


def handler(event, context):
    return {"draw": generator.random()}

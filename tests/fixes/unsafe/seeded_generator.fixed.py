# about: SNAP102
import random
import time

generator = random.SystemRandom()


def handler(event, context):
    return {"draw": generator.random()}

# about: SNAP103
import random


def handler(event, context):
    delay = random.random()
    return {"sample": random.sample(range(9), 3), "delay": delay}

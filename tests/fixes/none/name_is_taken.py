# about: SNAP103
from random import choice

random = [1, 2, 3]


def handler(event, context):
    return {"choice": choice(random)}

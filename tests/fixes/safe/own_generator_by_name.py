# about: SNAP102
from random import Random

shuffler = Random()


def handler(event, context):
    return {"card": shuffler.randrange(52)}

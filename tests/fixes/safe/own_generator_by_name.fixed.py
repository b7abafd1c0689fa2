# about: SNAP102
from random import Random, SystemRandom

shuffler = SystemRandom()


def handler(event, context):
    return {"card": shuffler.randrange(52)}

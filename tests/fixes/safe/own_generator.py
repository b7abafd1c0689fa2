# about: SNAP102
import random

shuffler = random.Random()


def handler(event, context):
    cards = list(range(52))
    shuffler.shuffle(cards)
    return {"cards": cards}

# What `random.SystemRandom()` makes can't be copied.
# about: SNAP102
import copy
import random

DICE = random.Random()


def handler(event, context):
    if event.get("other"):
        return copy.copy(DICE).random()
    return DICE.random()

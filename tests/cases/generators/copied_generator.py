# A generator that is copied has a state that no generator of the system has.
# oracle: COLLIDES
import copy
import random

dice = random.Random()  # expect: SNAP102  # fix: SNAP102 unsafe
spare = copy.deepcopy(dice)


def handler(event, context):
    return {"f0": spare.random()}

import random

DICE = random.Random()


def lambda_handler(event, context):
    return DICE.random()

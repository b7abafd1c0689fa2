# Constants stand behind a star, and in a tuple of arguments: what is made of them is the same anyway.
# about: SNAP201, SNAP301
# oracle: ok
import random
import time

SEED = (7,)
numbers = random.Random(*[7])
TABLE = [numbers.random() for _ in range(3)]
OTHER = random.Random(*SEED).random()
ERA = time.strftime(*["%Y", time.gmtime(0)])


def handler(event, context):
    return [TABLE, OTHER, ERA]

# The packages that the handler lies in run before it, though nothing imports them by name.
# oracle: COLLIDES
import os


def handler(event, context):
    from bakery import DICE
    from bakery.oven import LIT_AT

    return {"batch": os.environ["BATCH"], "tray": DICE.randrange(9), "lit": LIT_AT}

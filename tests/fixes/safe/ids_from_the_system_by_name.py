# about: SNAP103
from random import choice


def handler(event, context):
    token = "".join(choice("0123456789abcdef") for _ in range(32))
    cards = list(range(52))
    return {"token": token, "cards": cards}

# about: SNAP103
from random import SystemRandom, choice


def handler(event, context):
    token = "".join(SystemRandom().choice("0123456789abcdef") for _ in range(32))
    cards = list(range(52))
    return {"token": token, "cards": cards}

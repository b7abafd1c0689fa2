# (module of the case) loads random in INIT
import random

_rng = random.SystemRandom()


def price(number):
    return number + _rng.random()  # ok: SystemRandom

# (module of the case) serials of the global generator, and a deadline of the import
import random
import time

GIVE_UP_AT = time.time() + 600  # expect: SNAP301


def serial():
    return f"{random.getrandbits(64):016x}"  # expect: SNAP103


def issued_since():
    return time.time() > GIVE_UP_AT

# A fallback for what may fail on Lambda as well is followed.
# oracle: COLLIDES
import random


def code(letters):
    try:
        return "".join(random.SystemRandom().choice(letters) for _ in range(12))
    except IndexError:
        return f"{random.getrandbits(64):x}"  # expect: SNAP103


def handler(event, context):
    return {"code": code(event.get("letters", ""))}

# A generator built in INVOKE is seeded from the OS in each environment, also when it is handed on and kept lazily.
# about: SNAP102
# oracle: ok
import random

_rng = None


def shuffled(rng, items):
    rng.shuffle(items)
    return items


def rng():
    global _rng
    _rng = _rng or random.Random()  # ok
    return _rng


def handler(event, context):
    return {"order": shuffled(random.Random(), list(range(30))), "lane": rng().random()}

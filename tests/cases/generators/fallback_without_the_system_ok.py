# A fallback for systems without a source of randomness is not taken on Lambda.
# about: SNAP103, SNAP201
# oracle: ok
import random


def source():
    try:
        return random.SystemRandom(), True
    except NotImplementedError:
        return random, False


generator, is_secure = source()


def handler(event, context):
    letters = "".join(generator.choice("abcdefghjkmnpqrstuvwxyz") for _ in range(12))
    return {"code": letters, "secure": is_secure}

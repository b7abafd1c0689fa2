# (module of the case) variants
import random
import secrets

from . import FLAGS, bucket

_fallback = random.Random(0).random()  # ok: constant seed, the same in every cold start


def variant(name, user):
    flag = FLAGS[name]
    if user is None:
        return [secrets.token_hex(8), _fallback]
    rng = random.Random(f"{name}/{user}")
    return flag.variants[int(bucket(flag, user) * len(flag.variants))] + str(rng.randrange(10))

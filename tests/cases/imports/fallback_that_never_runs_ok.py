# What the standard library surely has is imported; the fallback for an old Python never runs.
# about: SNAP103
# oracle: none (nothing is there to be wrong)
try:
    from secrets import randbits
except ImportError:
    from random import getrandbits as randbits


def handler(event, context):
    return {"nonce": randbits(64)}

# The import of the standard library stands in a block of its own: its fallback never runs all the same.
# about: SNAP103
# oracle: none (nothing is there to be wrong)
import contextlib

try:
    with contextlib.nullcontext():
        from secrets import randbits
except ImportError:
    from random import getrandbits as randbits


def handler(event, context):
    return {"nonce": randbits(64)}

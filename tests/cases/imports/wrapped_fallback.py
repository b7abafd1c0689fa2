# The import of a package stands in a block of its own: its fallback may run.
# oracle: none (which of the two is imported depends on what is installed)
import contextlib

try:
    with contextlib.nullcontext():
        from strongrandom import randbits
except ImportError:
    from random import getrandbits as randbits


def handler(event, context):
    return {"nonce": randbits(64)}  # expect: SNAP103

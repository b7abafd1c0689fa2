# The same with a None in the library's place and a guarded registration.
# about: SNAP103
# oracle: ok
import random

try:
    import snapshot_restore_py as snapshot
except ImportError:
    snapshot = None

if snapshot is not None:
    snapshot.register_after_restore(random.seed)


def handler(event, context):
    return {"draw": random.random()}  # ok

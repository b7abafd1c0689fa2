# `register_after_restore(renew())` runs the hook before the snapshot and registers what it returns.
# oracle: COLLIDES
import renewal  # noqa: F401 registers, or so it means
from counters import COUNTERS


def handler(event, context):
    return {"node": COUNTERS.node, "number": COUNTERS.next()}

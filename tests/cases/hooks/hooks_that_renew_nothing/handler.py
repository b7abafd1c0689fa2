# Hooks that hand the frozen value on: they read it back, derive from it, reseed from it, or restore a copy of it.
# oracle: COLLIDES, STALE-TIME
import backup
import derived
import reseeded


def handler(event, context):
    return {"derived": derived.state, "backup": backup.state, "draw": reseeded.draw()}

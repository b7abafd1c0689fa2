# Seeded in INIT for the table, reseeded after the restore: no finding.
# about: SNAP101, SNAP103
# oracle: ok
import random

from snapshot_restore_py import register_after_restore

random.seed(42)  # ok: reseeded
TABLE = [random.random() for _ in range(4)]  # ok: deterministic
register_after_restore(random.seed)


def handler(event, context):
    return {"weight": TABLE[event["n"]], "pick": random.randrange(10**9)}  # ok

# Functions registered with register_after_restore run in RESTORE: what they make is made once per environment.
# about: SNAP102, SNAP201
# oracle: ok
import random
import uuid

from snapshot_restore_py import register_after_restore

environment = {}


@register_after_restore
def identify():
    environment["id"] = uuid.uuid4().hex  # ok
    environment["rng"] = random.Random()  # ok


def handler(event, context):
    if not environment:
        identify()
    return {"id": environment["id"], "jitter": environment["rng"].random()}

# Reads in RESTORE count as uses: the hook registers every environment under one name.
# oracle: COLLIDES
import uuid

from snapshot_restore_py import register_after_restore

instance = uuid.uuid4().hex  # expect: SNAP201
registered = []


@register_after_restore
def announce():
    registered.append(f"worker/{instance}")


def handler(event, context):
    return {"registered": registered or [uuid.uuid4().hex]}

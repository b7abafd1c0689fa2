# (module of the case) plain and unpacked
import time
import uuid

from snapshot_restore_py import register_after_restore

lease_id = uuid.uuid4().hex  # expect: SNAP201
granted = time.time()  # expect: SNAP301
owner = uuid.uuid4().hex  # ok: the hook says `global` for this one


@register_after_restore
def renew_lease():
    global owner
    owner = uuid.uuid4().hex
    lease_id, granted = uuid.uuid4().hex, time.time()  # expect: SNAP703


def describe():
    return {"id": lease_id, "granted": granted, "owner": owner}

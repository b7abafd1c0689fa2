# (module of the case) derives from the frozen id and the frozen clock reading
import time
import uuid

from snapshot_restore_py import register_after_restore

base = uuid.uuid4().hex  # expect: SNAP201
booted = time.time()  # expect: SNAP301
state = {"name": f"booted-{base}", "at": booted}


@register_after_restore
def renew():
    state["name"] = f"restored-{base}"
    state["at"] = booted + 1

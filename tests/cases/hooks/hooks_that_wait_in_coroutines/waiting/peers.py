# (module of the case) the lambda makes a coroutine that nobody awaits
from snapshot_restore_py import register_after_restore

NAMES = ["a"]


async def discover(limit):
    NAMES.extend(f"peer-{number}" for number in range(limit))


register_after_restore(lambda: discover(3))  # expect: SNAP704

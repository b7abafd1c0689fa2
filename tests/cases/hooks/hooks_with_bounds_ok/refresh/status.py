# (module of the case) a deadline, and a coroutine that is run
import asyncio
import time
import uuid

from snapshot_restore_py import register_after_restore

current = {"id": uuid.uuid4().hex}  # ok: renewed by the hook


async def _fetch():
    await asyncio.sleep(0.01)
    return uuid.uuid4().hex


@register_after_restore
def renew_status():
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        current["id"] = asyncio.run(_fetch())
        if current["id"]:
            return
        time.sleep(0.1)

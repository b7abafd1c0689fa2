# (module of the case) runs a coroutine that sleeps for half a minute
import asyncio

from snapshot_restore_py import register_after_restore

ready = False


async def _settle():
    global ready
    await asyncio.sleep(30)
    ready = True


@register_after_restore
def settle():  # expect: SNAP704
    asyncio.run(_settle())

# What it waits for takes a loop.
# about: SNAP704
import asyncio

from snapshot_restore_py import register_after_restore

flags = {}


@register_after_restore
async def renew():
    await asyncio.sleep(0)
    flags.clear()


def handler(event, context):
    return flags

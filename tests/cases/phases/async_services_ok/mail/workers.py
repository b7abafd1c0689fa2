# (module of the case) coroutines
import asyncio
import random
import uuid

_lanes = random.SystemRandom()


async def self_check():
    """Runs before the snapshot, and keeps nothing."""
    probe = uuid.uuid4().hex
    assert len(probe) == 32, probe
    await asyncio.sleep(0)


async def deliver(message):
    await asyncio.sleep(0)
    return {**message, "lane": _lanes.randrange(10**9), "receipt": uuid.uuid4().hex}

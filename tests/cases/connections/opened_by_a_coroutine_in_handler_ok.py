# The same, opened by the first invocation; a pool that is not awaited opens nothing.
# about: SNAP401, SNAP402
# oracle: none (needs asyncpg)
import asyncio
import os

import asyncpg

loop = asyncio.new_event_loop()
_pool = None


async def pool():
    global _pool
    if _pool is None:
        _pool = await asyncpg.create_pool(os.environ["DATABASE_URL"])  # ok
    return _pool


async def count():
    return await (await pool()).fetchval("select 1")


def handler(event, context):
    return {"count": loop.run_until_complete(count())}

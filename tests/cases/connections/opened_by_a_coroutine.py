# Coroutines that run in INIT open connections too.
# oracle: none (needs asyncpg)
import asyncio
import os

import asyncpg

loop = asyncio.new_event_loop()
connection = loop.run_until_complete(asyncpg.connect(os.environ["DATABASE_URL"]))  # expect: SNAP401


class Pools:
    async def start(self):
        self.pool = await asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=1)  # expect: SNAP402


pools = Pools()
loop.run_until_complete(pools.start())


async def count():
    return await connection.fetchval("select 1") + await pools.pool.fetchval("select 2")


def handler(event, context):
    return {"count": loop.run_until_complete(count())}

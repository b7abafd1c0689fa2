# (module of the case) an asynchronous client
import asyncio
import random
import time
import uuid

from .budget import Budget


class Crawler:
    def __init__(self, session, budget):
        self.session = session
        self.budget = budget

    async def fetch(self, name):
        async with self.budget as left:
            await asyncio.sleep(0)
            return {"name": name, "left": left, "id": uuid.uuid4().hex}

    async def jitter(self):
        return random.uniform(0, 10**6)  # expect: SNAP103


async def prepare():
    session, opened = await asyncio.gather(_session(), _opened())  # ok: kept by who calls
    return Crawler(session, Budget(opened))


async def _session():
    await asyncio.sleep(0)
    return uuid.uuid4().hex


async def _opened():
    return time.time()

# Work that INIT hands to executors and threads runs in INIT: one by one, in order, and by `to_thread`.
# oracle: COLLIDES
import asyncio
import concurrent.futures
import uuid
from concurrent.futures import ThreadPoolExecutor


def numbered(name, size=1):
    return f"{name}-{size}-{uuid.uuid4().hex}"


async def load():
    return await asyncio.to_thread(numbered, "c")


with ThreadPoolExecutor(2) as pool:
    waiting = [pool.submit(numbered, name) for name in ("x", "y")]  # expect: SNAP201
    FIRST, SECOND = pool.map(numbered, ["a", "b"], [1, 2])  # expect: SNAP201
DONE = [future.result() for future in concurrent.futures.as_completed(waiting)]
LOADED = asyncio.run(load())  # expect: SNAP201


def handler(event, context):
    return [sorted(DONE), FIRST, SECOND, LOADED]

# Async bodies run where they are awaited: `asyncio.run` in the handler is INVOKE. uuid4 is fresh there, random is not.
# oracle: COLLIDES
import asyncio
import random
import uuid


async def make_ticket():
    return {"id": uuid.uuid4().hex, "lane": random.randrange(10**9)}  # expect: SNAP103


def handler(event, context):
    return asyncio.run(make_ticket())

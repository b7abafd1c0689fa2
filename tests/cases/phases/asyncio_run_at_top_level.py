# Async bodies run where they are awaited: `asyncio.run` at top level is INIT.
# settles: generator and async bodies
# oracle: COLLIDES
import asyncio
import uuid


async def open_session():
    return uuid.uuid4().hex


SESSION = asyncio.run(open_session())  # expect: SNAP201


def handler(event, context):
    return {"session": SESSION}

# The same in the handler, with a loop that the import made.
# about: SNAP201
# oracle: ok
import asyncio
import uuid

loop = asyncio.new_event_loop()


async def minted():
    await asyncio.sleep(0)
    return uuid.uuid4().hex


async def both():
    async with asyncio.TaskGroup() as group:
        task = group.create_task(minted())
    return [task.result(), await loop.run_in_executor(None, lambda: uuid.uuid4().hex)]


def handler(event, context):
    return {"ids": loop.run_until_complete(both())}

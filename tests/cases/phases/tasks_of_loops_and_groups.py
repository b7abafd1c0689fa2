# Tasks of a group, of a loop and of a runner, and a function in an executor, all in INIT.
# oracle: COLLIDES
import asyncio
import uuid


async def minted():
    await asyncio.sleep(0)
    return uuid.uuid4().hex


async def grouped():
    async with asyncio.TaskGroup() as group:
        task = group.create_task(minted())
    return task.result()


async def looped():
    loop = asyncio.get_running_loop()
    task = loop.create_task(minted())
    return [await task, await loop.run_in_executor(None, lambda: uuid.uuid4().hex)]


node = asyncio.run(grouped())  # expect: SNAP201
runs = asyncio.run(looped())  # expect: SNAP201
with asyncio.Runner() as runner:
    batch = runner.run(minted())  # expect: SNAP201


def handler(event, context):
    return {"node": node, "runs": runs, "batch": batch}

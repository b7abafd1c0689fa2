# Coroutines that make everything when they run, and an event loop that INIT starts for nothing that lasts.
# about: SNAP201, SNAP301
# oracle: ok
import asyncio

from mail.queue import Queue
from mail.workers import deliver, self_check

asyncio.run(self_check())
queue = Queue()


async def _work(recipients):
    for recipient in recipients:
        queue.put(recipient)
    tasks = [asyncio.create_task(deliver(message)) for message in queue.drain()]
    results = await asyncio.gather(*tasks)
    async for tick in queue.ticks(2):
        results.append(tick)
    return results


def handler(event, context):
    return asyncio.run(_work(["ann", "bob"]))

# Opened and closed by the coroutine of the invocation.
# about: SNAP402, SNAP603
# oracle: ok
import asyncio
import httpx


async def work(event):
    async with httpx.AsyncClient(base_url="https://api.example") as api:
        reply = await api.post("/orders", json=event)
        return reply.json()


def handler(event, context):
    return asyncio.run(work(event))

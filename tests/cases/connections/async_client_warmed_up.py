# A client that a coroutine of INIT has used keeps the connection of a loop that is gone.
# oracle: RESTORE-ERROR
import asyncio
import httpx

api = httpx.AsyncClient(base_url="https://api.example")  # expect: SNAP402


async def warm():
    await api.get("/health")


asyncio.run(warm())


async def work(event):
    reply = await api.post("/orders", json=event)
    return reply.json()


def handler(event, context):
    return asyncio.run(work(event))

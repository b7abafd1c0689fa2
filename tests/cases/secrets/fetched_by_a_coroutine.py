# A secret that an asynchronous client fetches in INIT.
# oracle: STALE-SECRET
import asyncio

import aioboto3


async def load():
    async with aioboto3.Session().client("secretsmanager") as client:
        return (await client.get_secret_value(SecretId="pier/key"))["SecretString"]


KEY = asyncio.run(load())  # expect: SNAP501


def handler(event, context):
    return {"key": KEY}

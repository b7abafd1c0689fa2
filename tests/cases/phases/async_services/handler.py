# Coroutines: what `asyncio.run` made at import is frozen, what a gather in the handler draws comes from the frozen generators.
# oracle: COLLIDES, STALE-TIME
import asyncio

from crawler import Crawler, prepare

crawler: Crawler = asyncio.run(prepare())  # expect: SNAP201, SNAP301


def handler(event, context):
    return asyncio.run(main(["a", "b"]))


async def main(names):
    pages = await asyncio.gather(*(crawler.fetch(name) for name in names))
    return {"pages": pages, "session": crawler.session, "jitter": await crawler.jitter()}

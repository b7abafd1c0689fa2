# Hooks that wait through coroutines: a long sleep under `asyncio.run`, a coroutine that a lambda returns, sleeps in a comprehension.
# oracle: none (the hooks wait longer than a restore may take)
from waiting import cache, peers, probes


def handler(event, context):
    return {"cache": cache.ready, "peers": peers.NAMES, "probes": probes.results}

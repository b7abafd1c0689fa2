# Clients of redis that repeat nothing, used in INIT: one made from a URL, one that is told so.
# oracle: none (they notice the emulator's reset, but no server that goes while the machine is frozen)
# unmended: SNAP402 nobody was seen to pass a retry that never tries; the row would need conditions on objects
import os

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

cache = redis.from_url(os.environ["REDIS_URL"])  # expect: SNAP402
MODE = cache.get("mode")
counters = redis.Redis(host=os.environ["REDIS_HOST"], retry=Retry(NoBackoff(), 0))  # known-miss: SNAP402 its row has no condition for a retry that never tries
counters.ping()


def handler(event, context):
    return {"mode": str(MODE), "next": str(cache.get("next")), "visits": counters.incr("visits")}

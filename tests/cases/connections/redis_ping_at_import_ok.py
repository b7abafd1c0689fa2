# redis.Redis of today repeats what fails over a new connection.
# about: SNAP402
# oracle: ok
import os

import redis

cache = redis.Redis(host=os.environ["REDIS_HOST"], decode_responses=True)  # ok
cache.ping()


def handler(event, context):
    return {"mode": cache.get("mode"), "visits": cache.incr("visits")}

# about: SNAP402
import os

import redis

cache = redis.from_url(os.environ["REDIS_URL"])
cache.ping()


def handler(event, context):
    return cache.get(event["key"])

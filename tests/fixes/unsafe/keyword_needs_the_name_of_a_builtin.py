# about: SNAP402
import os

from redis import from_url

cache = from_url(os.environ["REDIS_URL"])
cache.ping()


def handler(event, context):
    return cache.get(event["key"])

# What an executor of INIT runs: by map, by submit, through a memo.
# oracle: COLLIDES, STALE-SECRET
import functools
import uuid
from concurrent.futures import ThreadPoolExecutor

import boto3


def name(part):
    return f"{part}-{uuid.uuid4().hex}"


@functools.lru_cache
def key(part):
    return boto3.client("ssm").get_parameter(Name=part)["Parameter"]["Value"]


with ThreadPoolExecutor(2) as pool:
    NAMES = list(pool.map(name, ("bow", "stern")))  # expect: SNAP201
    waiting = pool.submit(name, "mast")  # expect: SNAP201
    list(pool.map(key, ("/bow",)))  # expect: SNAP501
MAST = waiting.result()


def handler(event, context):
    return {"bow": NAMES[0], "mast": MAST, "key": key("/bow")}

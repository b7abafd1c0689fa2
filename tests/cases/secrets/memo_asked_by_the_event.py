# A memo that INIT fills for keys that the event may name.
# oracle: STALE-SECRET
import functools

import boto3


@functools.lru_cache(maxsize=None)
def key(pier):
    return boto3.client("ssm").get_parameter(Name=pier)["Parameter"]["Value"]


for pier in ("1", "2"):
    key(pier)  # expect: SNAP501


def handler(event, context):
    return {"key": key(str(event["n"]))}

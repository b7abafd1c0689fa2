# A client that is made of variables of the environment.
# about: SNAP602
import functools
import os

import boto3


@functools.lru_cache(maxsize=1)
def shared_sqs_client():
    return boto3.client("sqs", region_name=os.getenv("REGION") or "eu-west-1")


def handler(event, context):
    client = shared_sqs_client()
    return {"region": client.meta.region_name}

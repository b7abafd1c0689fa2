# about: SNAP602
"""Clients that differ by nothing but their service and the region."""

import functools

import boto3


@functools.lru_cache(maxsize=1)
def shared_sqs_client():
    return boto3.client("sqs", region_name=REGION)


REGION = "eu-west-1"


def region():
    client = shared_sqs_client()
    return client.meta.region_name


def handler(event, context):
    same = shared_sqs_client().meta.region_name
    return {"region": region(), "same": same}

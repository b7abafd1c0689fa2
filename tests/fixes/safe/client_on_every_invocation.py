# about: SNAP602
"""Clients that differ by nothing but their service and the region."""

import boto3

REGION = "eu-west-1"


def region():
    client = boto3.client("sqs", region_name=REGION)
    return client.meta.region_name


def handler(event, context):
    same = boto3.client("sqs", region_name=REGION).meta.region_name
    return {"region": region(), "same": same}

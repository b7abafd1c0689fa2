# about: SNAP501
"""A parameter may have changed by the time of a restore."""

import boto3

LIMIT = boto3.client("ssm").get_parameter(Name="/orders/limit")["Parameter"]["Value"]


def handler(event, context):
    return {"limit": LIMIT}

# boto3 finds the credentials by itself.
# about: SNAP503
import os

import boto3

s3 = boto3.client(
    "s3",
    region_name="eu-west-1",
)


def handler(event, context):
    return {"region": s3.meta.region_name}

# A client that is made of variables of the environment.
# about: SNAP602
import os

import boto3


def handler(event, context):
    client = boto3.client("sqs", region_name=os.getenv("REGION") or "eu-west-1")
    return {"region": client.meta.region_name}

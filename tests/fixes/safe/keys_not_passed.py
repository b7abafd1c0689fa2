# boto3 finds the credentials by itself.
# about: SNAP503
import os

import boto3

s3 = boto3.client(
    "s3",
    region_name="eu-west-1",
    aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"],
    aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"],
)


def handler(event, context):
    return {"region": s3.meta.region_name}

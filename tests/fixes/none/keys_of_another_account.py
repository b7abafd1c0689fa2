# One of the keys comes from elsewhere: they are not those of the function.
# about: SNAP503
import os

import boto3


def handler(event, context):
    client = boto3.client(
        "s3",
        aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=os.environ["PARTNER_SECRET"],
    )
    return client.list_buckets()

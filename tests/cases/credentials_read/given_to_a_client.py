# Read in INIT and given to a client.
# oracle: INIT-ERROR
import os

import boto3

s3 = boto3.client(
    "s3",
    aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"],  # expect: SNAP503
    aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"],  # ok: the same call
    aws_session_token=os.environ.get("AWS_SESSION_TOKEN"),  # ok: the same call
)


def handler(event, context):
    return {"bucket": s3.get_object(Bucket="b", Key="k")["ContentLength"]}

# Each invocation compares the ETag, and reads again if it is another one.
# about: SNAP504
# oracle: ok
import json

import boto3

s3 = boto3.client("s3")
OBJECT = {"Bucket": "b", "Key": "rules.json"}


def read():
    found = s3.get_object(**OBJECT)
    return found["ETag"], json.loads(found["Body"].read())


ETAG, RULES = read()  # ok: compared before each use


def rules():
    global ETAG, RULES
    if s3.head_object(**OBJECT)["ETag"] != ETAG:
        ETAG, RULES = read()
    return RULES


def handler(event, context):
    return {"data": rules()["data"]}

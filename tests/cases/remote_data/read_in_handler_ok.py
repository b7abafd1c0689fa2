# Read in the handler, each time or with the first invocation.
# about: SNAP504
# oracle: ok
import functools
import json

import boto3

s3 = boto3.client("s3")
table = boto3.resource("dynamodb").Table("t")


@functools.lru_cache
def rules():
    return json.loads(s3.get_object(Bucket="b", Key="rules.json")["Body"].read())  # ok


def handler(event, context):
    return [rules()["data"], table.get_item(Key={"id": "1"})["Item"]["k"]]

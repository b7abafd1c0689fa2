# requires: boto3
import json
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
s3 = boto3.client("s3")


def handler(event, context):
    table.put_item(Item={"id": event["id"]})
    s3.put_object(Bucket="b", Key=event["id"], Body=json.dumps(event))
    return {"item": table.get_item(Key={"id": event["id"]}).get("Item")}

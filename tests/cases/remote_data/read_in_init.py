# Reference data of S3 and DynamoDB that INIT reads: clients, resources, sessions.
# oracle: STALE-DATA
import json
import os

import boto3

s3 = boto3.client("s3")
bucket = boto3.resource("s3").Bucket("b")
table = boto3.resource("dynamodb").Table("t")

RULES = json.loads(s3.get_object(Bucket=os.environ["BUCKET"], Key="rules.json")["Body"].read())  # expect: SNAP504
PRICES = json.load(bucket.Object("prices.json").get()["Body"])  # expect: SNAP504
ROWS = boto3.client("dynamodb").scan(TableName="t")["Items"]  # expect: SNAP504
ITEM = table.get_item(Key={"id": "1"})["Item"]  # expect: SNAP504
BY_KEY = {row["k"]: row for row in table.scan()["Items"]}  # expect: SNAP504


def handler(event, context):
    return [RULES["data"], PRICES["data"], ROWS[0]["k"]["S"], ITEM["k"], list(BY_KEY)]

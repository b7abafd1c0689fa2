# Pages of S3 and DynamoDB that INIT goes through.
# oracle: STALE-DATA
import boto3

ROWS = [
    item["k"]["S"]
    for page in boto3.client("dynamodb").get_paginator("scan").paginate(TableName="t")  # expect: SNAP504
    for item in page["Items"]
]


def handler(event, context):
    return ROWS

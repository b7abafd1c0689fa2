# boto3 clients, resources and sessions in INIT are the recommended pattern: never a finding.
# about: SNAP402, SNAP602
# settles: arguments of boto3 clients
# oracle: ok
import os

import boto3

session = boto3.Session(region_name=os.environ.get("AWS_REGION", "eu-west-1"))
s3 = session.client("s3")  # ok
table = session.resource("dynamodb").Table("orders")  # ok


def handler(event, context):
    s3.get_object(Bucket="orders", Key=str(event["n"]))
    return {"table": table.name}

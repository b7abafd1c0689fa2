# A match against a fetched pattern, and a test of its beginning.
# oracle: none (the stand-in's parameter is no pattern that matches)
import re
import boto3

store = boto3.client("ssm")
ALLOWED = store.get_parameter(Name="/allowed")["Parameter"]["Value"]  # expect: SNAP501
PREFIX = store.get_parameter(Name="/prefix")["Parameter"]["Value"]  # expect: SNAP501


def handler(event, context):
    if not re.fullmatch(ALLOWED, event["path"]):
        return {"statusCode": 403}
    if PREFIX.startswith(event["tenant"]):
        return {"statusCode": 409}
    return {"statusCode": 200}

# One place, and two ways to fetch: the story names both.
# oracle: STALE-SECRET
import os
import boto3


def key():
    if "KEY_ARN" in os.environ:
        return boto3.client("secretsmanager").get_secret_value(SecretId=os.environ["KEY_ARN"])["SecretString"]  # step: SNAP501

    name = os.environ["KEY_NAME"]
    return boto3.client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]  # step: SNAP501


KEY = key()  # expect: SNAP501


def handler(event, context):
    return {"key": KEY}

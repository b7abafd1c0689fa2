# A whole secret goes into the environment variables.
# oracle: none (the stand-in's secret holds numbers)
import json
import os
import boto3

os.environ.update(json.loads(boto3.client("secretsmanager").get_secret_value(SecretId="shop/env")["SecretString"]))  # expect: SNAP501


def handler(event, context):
    return {"sent": os.environ["MAIL_KEY"][:3]}

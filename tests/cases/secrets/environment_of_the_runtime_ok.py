# What the runtime and other code set is not what a secret was loaded into.
# about: SNAP501
# oracle: ok
import json
import os

import boto3

found = boto3.client("secretsmanager").get_secret_value(SecretId="env")["SecretString"]
os.environ.update(json.loads(found))
os.environ["STAGE"] = "test"


def handler(event, context):
    return {"region": os.environ["AWS_REGION"], "stage": os.environ["STAGE"]}

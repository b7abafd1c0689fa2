# The entries of a secret become environment variables, one by one: their names are not known.
# oracle: none (the emulated secret has no such key)
import json
import os

import boto3

found = json.loads(boto3.client("secretsmanager").get_secret_value(SecretId="env")["SecretString"])  # expect: SNAP501
for name, value in found.items():
    os.environ[name.upper()] = value


def handler(event, context):
    return {"key": os.environ["MAIL_KEY"][:4]}

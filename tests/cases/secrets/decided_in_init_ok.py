# What INIT compares and matches is over with INIT.
# about: SNAP501
# oracle: ok
import hmac
import re

import boto3

word = boto3.client("secretsmanager").get_secret_value(SecretId="hook")["SecretString"]
LONG = bool(re.fullmatch(r".{8,}", word)) and not hmac.compare_digest(word, "changeit")
del word


def handler(event, context):
    return {"ready": True}

# A signature made with a key of INIT decides whom the handler lets in: comparing and matching are uses.
# oracle: none (needs fields of an event)
import hmac
import re

import boto3

vault = boto3.client("secretsmanager")
KEY = vault.get_secret_value(SecretId="hook")["SecretString"].encode()  # expect: SNAP501
PATTERN = vault.get_secret_value(SecretId="routes")["SecretString"]  # expect: SNAP501
LEAD = vault.get_secret_value(SecretId="lead")["SecretString"]  # expect: SNAP501


def signed(body, signature):
    return hmac.compare_digest(hmac.digest(KEY, body, "sha256").hex(), signature)


def handler(event, context):
    if not re.search(PATTERN, event["path"]):
        return {"statusCode": 404}
    if event["tenant"] and not LEAD.endswith(event["tenant"]):
        return {"statusCode": 403}
    return {"statusCode": 200 if signed(event["body"].encode(), event["signature"]) else 401}

# Keys that are asked for, and code that gives up without them.
# oracle: none (needs AWS)
import os

import boto3
import requests


def summary():
    key_id = os.getenv("AWS_ACCESS_KEY_ID", "")  # expect: SNAP503
    if key_id:
        return boto3.client("bedrock-runtime", aws_access_key_id=key_id)
    else:
        return None


def signed():
    word = os.getenv("AWS_SECRET_ACCESS_KEY")  # expect: SNAP503
    if not word:
        raise RuntimeError("no keys")
    return requests.get("https://search.example.com", headers={"x-word": word}, timeout=5)


def empty():
    key_id = os.getenv("AWS_ACCESS_KEY_ID", "")  # expect: SNAP503
    return boto3.client("s3", aws_access_key_id=key_id)


model, store = summary(), empty()


def handler(event, context):
    return [model is None, signed().text, store.list_buckets()]

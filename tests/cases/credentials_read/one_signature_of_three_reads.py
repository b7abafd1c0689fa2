# Three reads of one function are one finding; another function has its own.
# oracle: none (needs requests_aws4auth)
import os

import requests
from requests_aws4auth import AWS4Auth

key = os.environ.get("AWS_ACCESS_KEY_ID")  # expect: SNAP503
secret = os.environ.get("AWS_SECRET_ACCESS_KEY")  # ok: the same keys
token = os.environ.get("AWS_SESSION_TOKEN")  # ok: the same keys
auth = AWS4Auth(key, secret, "eu-west-1", "appsync", session_token=token)


def headers():
    mark = os.environ.get("AWS_ACCESS_KEY_ID")  # expect: SNAP503
    return {"x-key": mark[:4]}


def handler(event, context):
    return requests.post("https://graph.example.com", auth=auth, headers=headers(), timeout=5).text

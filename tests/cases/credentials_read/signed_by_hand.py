# A signature for OpenSearch, by AWS4Auth with the keys of the environment.
# oracle: none (needs requests_aws4auth)
import os

import requests
from requests_aws4auth import AWS4Auth

KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")


def auth():
    key, secret = (os.environ[name] for name in KEYS)  # expect: SNAP503
    return AWS4Auth(key, secret, os.environ["AWS_REGION"], "es", session_token=os.environ["AWS_SESSION_TOKEN"])  # expect: SNAP503


def handler(event, context):
    return requests.get("https://search.example.com/orders", auth=auth(), timeout=5).json()

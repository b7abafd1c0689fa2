# about: SNAP505
"""The token would still be read, for nobody, and that is a finding of its own."""

import os

import requests

HEADERS = {"X-Aws-Parameters-Secrets-Token": os.environ.get("AWS_SESSION_TOKEN")}


def handler(event, context):
    url = "http://localhost:2773/secretsmanager/get?secretId=a"
    return requests.get(url, headers=HEADERS).json()["SecretString"]

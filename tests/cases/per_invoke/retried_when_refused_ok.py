# The fetch is behind an error: most invocations do without.
# about: SNAP601
# oracle: ok
import os

import boto3
import requests

manager = boto3.client("secretsmanager")
key = None


def refresh():
    global key
    key = manager.get_secret_value(SecretId="api")["SecretString"]  # ok


def order(number):
    headers = {"authorization": key or ""}
    return requests.post(os.environ["API_URL"] + "/protected", json={"n": number}, headers=headers, timeout=5)


def handler(event, context):
    response = order(event["n"])
    if response.status_code == 401:
        refresh()
        response = order(event["n"])
    response.raise_for_status()
    return response.json()

# The error is caught, and the same key tried again.
# oracle: RESTORE-ERROR
import os

import boto3
import requests

API = os.environ["API_URL"] + "/protected"
KEY = boto3.client("secretsmanager").get_secret_value(SecretId="api")["SecretString"]  # expect: SNAP501


def order(number):
    response = requests.post(API, json={"n": number}, headers={"authorization": KEY}, timeout=5)
    response.raise_for_status()
    return response.json()


def handler(event, context):
    try:
        return order(event["n"])
    except requests.HTTPError:
        return order(event["n"])

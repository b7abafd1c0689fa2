# The other side refuses the old password: fetched again, kept, tried again.
# about: SNAP501
# oracle: ok
import os

import boto3
import requests

manager = boto3.client("secretsmanager")
API = os.environ["API_URL"] + "/protected"


def fetch():
    return manager.get_secret_value(SecretId="api")["SecretString"]


KEY = fetch()  # ok: replaced when it is refused


class Refused(Exception):
    pass


def order(number):
    response = requests.post(API, json={"n": number}, headers={"authorization": KEY}, timeout=5)
    if response.status_code == 401:
        raise Refused(number)
    return response.json()


def handler(event, context):
    global KEY
    try:
        return order(event["n"])
    except Refused:
        KEY = fetch()
        return order(event["n"])

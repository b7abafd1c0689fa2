# about: SNAP501
"""A secret may have another version by the time of a restore."""

import os

import boto3

secrets = boto3.client("secretsmanager")


def fetch(name):
    return secrets.get_secret_value(SecretId=name)["SecretString"]


PASSWORD = fetch(os.environ.get("SECRET_NAME", "db"))
HEADERS = {"Authorization": f"Bearer {PASSWORD}"}


def handler(event, context):
    return {"sent": HEADERS, "password": PASSWORD}

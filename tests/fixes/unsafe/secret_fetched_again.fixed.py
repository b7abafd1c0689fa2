# about: SNAP501
"""A secret may have another version by the time of a restore."""

import os

import boto3

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


secrets = boto3.client("secretsmanager")


def fetch(name):
    return secrets.get_secret_value(SecretId=name)["SecretString"]


PASSWORD = fetch(os.environ.get("SECRET_NAME", "db"))
HEADERS = {"Authorization": f"Bearer {PASSWORD}"}


@register_after_restore
def renew_after_restore():
    global PASSWORD, HEADERS
    PASSWORD = fetch(os.environ.get("SECRET_NAME", "db"))
    HEADERS = {"Authorization": f"Bearer {PASSWORD}"}


def handler(event, context):
    return {"sent": HEADERS, "password": PASSWORD}

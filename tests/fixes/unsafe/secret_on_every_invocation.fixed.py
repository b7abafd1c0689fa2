# about: SNAP601
"""A secret that is fetched on every invocation, by a client of the module."""

import functools
import time

import boto3


@functools.lru_cache(maxsize=1)
def shared_get_secret_value(window):
    return secrets.get_secret_value(SecretId="db")


secrets = boto3.client("secretsmanager")


def handler(event, context):
    found = shared_get_secret_value(int(time.time() // 300))["SecretString"]
    return {"password": found}

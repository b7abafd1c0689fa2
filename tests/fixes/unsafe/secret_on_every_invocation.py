# about: SNAP601
"""A secret that is fetched on every invocation, by a client of the module."""

import boto3

secrets = boto3.client("secretsmanager")


def handler(event, context):
    found = secrets.get_secret_value(SecretId="db")["SecretString"]
    return {"password": found}

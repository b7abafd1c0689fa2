# about: SNAP601, SNAP602
"""A cache can't go by what can't be hashed, as a dict can't."""

import boto3

secrets = boto3.client("secretsmanager")


def connected(options):
    return boto3.client("s3", **options)


def session():
    options = {}
    return boto3.Session(**options)


def listed(names, name):
    return secrets.get_secret_value(SecretId=names[name])["SecretString"]


def handler(event, context):
    connected({"region_name": "eu-west-1"}).list_buckets()
    return [session().region_name, listed({"login": "prod/login"}, "login")]

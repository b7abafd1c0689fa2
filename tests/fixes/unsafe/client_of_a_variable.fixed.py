# Clients that are made of what a function is given, and a secret that one names.
# about: SNAP601, SNAP602
import functools
import time

import boto3
from botocore.config import Config


@functools.lru_cache(maxsize=16)
def shared_sqs_client(region):
    return boto3.client("sqs", region_name=region, config=Config(retries={"max_attempts": 2}))


@functools.lru_cache(maxsize=16)
def shared_get_secret_value(name, window):
    return secrets.get_secret_value(SecretId=name)


secrets = boto3.client("secretsmanager")


def name_of(region):
    client = shared_sqs_client(region)
    return client.meta.region_name


def password(name):
    return shared_get_secret_value(name, int(time.time() // 300))["SecretString"]


def handler(event, context):
    return {"region": name_of("eu-west-1"), "password": password("db")}

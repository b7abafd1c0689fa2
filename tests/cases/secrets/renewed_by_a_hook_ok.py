# Fetched again after each restore: the global, an attribute, a cleared cache.
# about: SNAP501
# oracle: ok
import functools

import boto3
from snapshot_restore_py import register_after_restore

manager = boto3.client("secretsmanager")


@functools.cache
def secret(name):
    return manager.get_secret_value(SecretId=name)["SecretString"]


class Config:
    def __init__(self):
        self.load()

    def load(self):
        self.password = manager.get_secret_value(SecretId="config")["SecretString"]  # ok


PASSWORD = secret("db")  # ok
config = Config()


@register_after_restore
def renew():
    global PASSWORD
    secret.cache_clear()
    PASSWORD = secret("db")
    config.load()


def handler(event, context):
    return [PASSWORD, secret("api"), config.password]

# cachetools counts by a monotonic clock: filled in the handler it is fine.
# about: SNAP501
# oracle: ok
import boto3
from cachetools import TTLCache, cached

manager = boto3.client("secretsmanager")


@cached(TTLCache(maxsize=8, ttl=300))
def secret(name):
    return manager.get_secret_value(SecretId=name)["SecretString"]  # ok


def handler(event, context):
    return {"password": secret("db")}

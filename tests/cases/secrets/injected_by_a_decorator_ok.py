# The decorators of the cache ask it on each call.
# about: SNAP501, SNAP601
# oracle: ok
import boto3
from aws_secretsmanager_caching import InjectSecretString, SecretCache

cache = SecretCache(client=boto3.client("secretsmanager"))


@InjectSecretString("db", cache)
def connect(secret, number):
    return {"secret": secret, "n": number}


def handler(event, context):
    return connect(event["n"])

# Fetched by coroutines, by threads, by map and in comprehensions, on every invocation.
# oracle: PER-INVOKE-CALL
import asyncio
from concurrent.futures import ThreadPoolExecutor

import boto3

ssm = boto3.client("ssm")
manager = boto3.client("secretsmanager")
NAMES = ["/db/user", "/db/host"]


def fetch(name):
    return ssm.get_parameter(Name=name)["Parameter"]["Value"]  # expect: SNAP601


def secret(name):
    return manager.get_secret_value(SecretId=name)["SecretString"]  # expect: SNAP601


async def several():
    return ssm.get_parameters(Names=NAMES)["Parameters"]  # expect: SNAP601


def handler(event, context):
    with ThreadPoolExecutor() as executor:
        found = list(executor.map(secret, ["a", "b"]))
    values = {name: fetch(name) for name in NAMES}
    return [found, values, len(asyncio.run(several()))]

# An executor of INIT fetches secrets in parallel.
# oracle: STALE-SECRET
from concurrent.futures import ThreadPoolExecutor

import boto3

manager = boto3.client("secretsmanager")


def fetch(name):
    return manager.get_secret_value(SecretId=name)["SecretString"]


with ThreadPoolExecutor() as pool:
    DATABASE, QUEUE = pool.map(fetch, ["app/f0", "app/f1"])  # expect: SNAP501
    MAIL = pool.submit(fetch, "app/f2").result()  # expect: SNAP501


def handler(event, context):
    return {"f0": DATABASE, "f1": QUEUE, "f2": MAIL}

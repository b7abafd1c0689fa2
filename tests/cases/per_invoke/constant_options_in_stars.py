# Constant and empty dicts of options depend on no event.
# oracle: none (one of two clients is not made by its name)
import boto3
from botocore.config import Config

OPTIONS = {"region_name": "eu-west-1", "config": Config(retries={"max_attempts": 2})}


def session():
    options = {}
    return boto3.Session(**options)  # expect: SNAP602


def handler(event, context):
    bucket = boto3.client("s3", **OPTIONS)  # expect: SNAP602
    queue = session().client("sqs")  # expect: SNAP602
    return [bucket.list_buckets(), queue.list_queues()]

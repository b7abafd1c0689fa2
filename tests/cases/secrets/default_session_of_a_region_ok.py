# The default session gets a region, and no keys that expire.
# about: SNAP502
# oracle: ok
import boto3

boto3.setup_default_session(region_name="eu-north-1")
queue = boto3.client("sqs")


def handler(event, context):
    return queue.list_queues()

# A switch between two clients builds one each time.
# oracle: none (the other of two ways is taken)
import os
import boto3


def handler(event, context):
    if os.environ.get("LOCAL_STACK"):
        queue = boto3.client("sqs", endpoint_url="http://localhost:4566")  # expect: SNAP602
    else:
        queue = boto3.client("sqs")  # expect: SNAP602
    return queue.send_message(QueueUrl="hives", MessageBody=event["text"])

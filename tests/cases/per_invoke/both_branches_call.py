# Whichever way the test goes, the client is built.
# oracle: PER-INVOKE-CLIENT
import boto3


def warn(text):
    boto3.client("sns").publish(TopicArn="hives", Message=text)  # expect: SNAP602


def handler(event, context):
    if "hive" in event:
        warn(f"hive {event['hive']} is too warm")
    else:
        warn("some hive is too warm")

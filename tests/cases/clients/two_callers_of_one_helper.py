# Helpers with two callers: what one of them takes from the event is no reason for the other one.
# oracle: PER-INVOKE-CLIENT
import boto3


def client(service, region):
    return boto3.client(service, region_name=region)  # expect: SNAP602


def of_event(event):
    return client("sqs", event.get("region", "eu-west-1"))


def fixed():
    return client("sns", "eu-north-1")


def handler(event, context):
    return [of_event(event).meta.region_name, fixed().meta.region_name]

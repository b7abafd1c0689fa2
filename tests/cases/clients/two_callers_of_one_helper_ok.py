# Helpers with two callers, both of which take from the event what the client is built with.
# about: SNAP602
# oracle: none (clients of the event)
import boto3


def client(service, region):
    return boto3.client(service, region_name=region)  # ok: of the event


def regions(event):
    yield event["region"]


def of_record(record):
    return client("sqs", record["awsRegion"])


def handler(event, context):
    own = client("sns", event["region"])
    others = [of_record(record) for record in event["Records"]]
    return [own.meta.region_name, len(others), [client("s3", region) for region in regions(event)]]

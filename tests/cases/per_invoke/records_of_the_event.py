# Each invocation has records, and for each of them a client is built and a secret fetched.
# oracle: none (the emulator's event has no records)
import boto3

ssm = boto3.client("ssm")


def process(record):
    key = ssm.get_parameter(Name="/key")["Parameter"]["Value"]  # expect: SNAP601
    boto3.client("s3").put_object(Bucket="b", Key=record["messageId"], Body=key)  # expect: SNAP602


def handler(event, context):
    for record in event["Records"]:
        process(record)
    return {"batchItemFailures": []}

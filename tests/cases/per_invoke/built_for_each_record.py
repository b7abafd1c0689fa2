# A client for each record, behind a filter.
# oracle: none (the event holds no records)
import boto3


def handler(event, context):
    for record in event["Records"]:
        if record["eventName"].startswith("ObjectCreated"):
            s3 = boto3.client("s3")  # expect: SNAP602
            s3.get_object(Bucket="hives", Key=record["key"])

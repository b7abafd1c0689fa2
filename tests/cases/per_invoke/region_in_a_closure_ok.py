# A closure of the handler reads the event.
# about: SNAP602
# oracle: ok
import boto3


def handler(event, context):
    def bucket_client():
        return boto3.client("s3", region_name=event["region"])  # ok

    return bucket_client().list_buckets()

# With a guard or nested: a branch is no cache.
# oracle: PER-INVOKE-CLIENT
import boto3


def clause(event):
    if "hive" not in event:
        return None
    return boto3.client("s3").get_object(Bucket="hives", Key=event["hive"])  # expect: SNAP602


def nested(event):
    if "hive" in event:
        return boto3.client("s3").get_object(Bucket="hives", Key=event["hive"])  # expect: SNAP602
    return None


def handler(event, context):
    return [clause(event), nested(event)]

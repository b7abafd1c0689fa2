# What the event names, through expressions of all kinds.
# about: SNAP602
# oracle: ok
import boto3

REGIONS = {"north": "eu-north-1"}


def handler(event, context):
    one = [boto3.client("s3", region_name=r).list_buckets() for r in event["regions"]]  # ok
    two = boto3.client("s3", region_name=event.get("region") or "eu-west-1")  # ok
    three = boto3.client("s3", region_name=REGIONS[event["side"]])  # ok
    four = boto3.client("s3", region_name="%s-%s" % (event["area"], event["number"]))  # ok
    return one, two.list_buckets(), three.list_buckets(), four.list_buckets()

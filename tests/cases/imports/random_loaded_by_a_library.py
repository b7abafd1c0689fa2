# The same where a library that INIT imports loads `random`, as boto3 does.
# oracle: COLLIDES
import boto3

s3 = boto3.client("s3")


def handler(event, context):
    import random

    return {"lane": random.randrange(10**9), "region": s3.meta.region_name}  # expect: SNAP103

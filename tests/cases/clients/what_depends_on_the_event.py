# The table's name comes from the event, the resource does not depend on it.
# oracle: PER-INVOKE-CLIENT
import os

import boto3
from botocore.config import Config

session = boto3.Session()


def table(name):
    resource = boto3.resource("dynamodb", region_name=os.environ["AWS_REGION"])  # expect: SNAP602
    return resource.Table(name)


def handler(event, context):
    found = table(str(event["n"])).scan()["Count"]
    s3 = session.client("s3", config=Config(read_timeout=5))  # expect: SNAP602
    return {"n": found, "bytes": s3.get_object(Bucket="b", Key=str(event["n"]))["ContentLength"] > 0}

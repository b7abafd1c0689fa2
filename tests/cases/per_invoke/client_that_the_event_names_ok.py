# What the event names is another client each time: through a closure, an attribute, a table, a default, a keyword.
# about: SNAP602
# oracle: ok
import boto3

REGIONS = {"north": "eu-north-1"}
DEFAULT = "eu-west-1"


class Yard:
    def __init__(self, *, region):
        self.region = region

    def client(self):
        return boto3.client("s3", region_name=self.region)  # ok


def options(event):
    region = DEFAULT
    if "region" in event:
        region = event["region"]
    return {"region_name": region}


def build(**kwargs):
    return boto3.client("sqs", **kwargs)  # ok


def session(area):
    return boto3.Session(region_name=REGIONS[area])  # ok


def handler(event, context):
    def inner():
        return boto3.client("ses", region_name="{}-1".format(event["area"]))  # ok

    table = session(event["side"]).resource("dynamodb")  # ok
    each = [boto3.client("sns", region_name=name) for name in event["regions"]]  # ok
    return [inner(), Yard(region=event["region"]).client(), build(**options(event)), table, each]

# A parameter is no event: what is handed on is a constant, the environment, the function's own name.
# oracle: PER-INVOKE-CLIENT
import os

import boto3

OPTIONS = {"region_name": "eu-west-1"}
NAMES = ("sqs", "eu-west-1")


class Yard:
    def __init__(self, region):
        self.region = region

    def client(self):
        return boto3.client("s3", region_name=self.region)  # expect: SNAP602


def build(service, **kwargs):
    return boto3.client(service, **kwargs)  # expect: SNAP602


def part(arn, number):
    return arn.split(":")[number]


def handler(event, context):
    yard = Yard(part(context.invoked_function_arn, 3))
    queue = boto3.client(*NAMES)  # expect: SNAP602
    table = boto3.Session(profile_name=os.environ["AS"]).resource("dynamodb")  # expect: SNAP602
    return [yard.client(), build("sns", **OPTIONS), queue, table, event["n"]]

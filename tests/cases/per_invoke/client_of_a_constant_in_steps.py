# The same steps with what is always the same: one client would do.
# oracle: PER-INVOKE-CLIENT
import contextlib
import functools

import boto3

REGION = "eu-west-1"


class Yard:
    def __init__(self, region):
        setattr(self, "region", region)

    def client(self):
        return boto3.client("s3", region_name=self.region)  # expect: SNAP602


def filled():
    options = {}
    options.update(region_name=REGION)
    return boto3.client("sqs", **options)  # expect: SNAP602


def entered():
    with contextlib.nullcontext(Yard(REGION)) as yard:
        return yard.client()


def handler(event, context):
    given = functools.partial(boto3.client, "sts", region_name=REGION)
    return len([given(), filled(), entered()])  # expect: SNAP602

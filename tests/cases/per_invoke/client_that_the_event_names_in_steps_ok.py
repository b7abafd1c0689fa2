# What the event names reaches the client by steps: `setattr`, a partial, `update`, a `with`, a `match`.
# about: SNAP602
# oracle: ok
import contextlib
import functools

import boto3


class Yard:
    def __init__(self, region):
        setattr(self, "region", region)

    def client(self):
        return boto3.client("s3", region_name=self.region)  # ok


def filled(event):
    options = {}
    options.update(region_name=event["region"])
    return boto3.client("sqs", **options)  # ok


def entered(event):
    with contextlib.nullcontext(event["region"]) as region:
        return boto3.client("sns", region_name=region)  # ok


def matched(event):
    match event:
        case {"region": region}:
            return boto3.client("ses", region_name=region)  # ok
    return None


def handler(event, context):
    event = {"region": "eu-west-1", **event}
    given = functools.partial(boto3.client, "sts", region_name=event["region"])
    made = [given(), Yard(event["region"]).client(), filled(event), entered(event), matched(event)]
    return len(made)

# The event names the region: set in a tuple, and by `setattr` under another spelling.
# about: SNAP602
# oracle: ok
import functools

import boto3


class Yard:
    def __init__(self, region):
        self.region, self.size = region, 1

    def client(self):
        return boto3.client("s3", region_name=self.region)


class Quay:
    def __init__(self, region):
        functools.partial(setattr, self, "region")(region)

    def client(self):
        return boto3.client("sqs", region_name=self.region)


def handler(event, context):
    made = [Yard(event["region"]).client(), Quay(event["region"]).client()]
    return len(made)

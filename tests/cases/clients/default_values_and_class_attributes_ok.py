# Defaults and class attributes are built once, in INIT; so is what a callable object keeps.
# about: SNAP602
# oracle: ok
import boto3


def read(key, client=boto3.client("s3")):  # ok
    return client.get_object(Bucket="b", Key=key)["ContentLength"]


class Orders:
    table = boto3.resource("dynamodb").Table("t")  # ok

    def count(self):
        return self.table.scan()["Count"]


class Handler:
    def __init__(self):
        self.ssm = boto3.client("ssm")  # ok

    def __call__(self, event, context):
        return {"n": Orders().count(), "bytes": read("k") > 0, "region": self.ssm.meta.region_name}


handler = Handler()

# The same service, built in INIT; and one built by the first invocation.
# about: SNAP602
# oracle: ok
from dataclasses import dataclass, field
from typing import Any

import boto3


class Storage:
    def __init__(self, bucket):
        self.s3 = boto3.client("s3")  # ok
        self.bucket = bucket

    def read(self, key):
        return self.s3.get_object(Bucket=self.bucket, Key=key)["Body"].read().decode()


@dataclass
class Events:
    client: Any = field(default_factory=lambda: boto3.client("dynamodb"))  # ok

    def count(self):
        return self.client.scan(TableName="t")["Count"]


storage = Storage("b")
_events = None


def events():
    global _events
    if _events is None:
        _events = Events()
    return _events


def handler(event, context):
    return {"first": storage.read("1"), "events": events().count()}

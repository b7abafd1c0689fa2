# A service with clients of its own, built by each invocation.
# oracle: PER-INVOKE-CLIENT
import boto3


class Storage:
    def __init__(self, bucket):
        self.s3 = boto3.client("s3")  # expect: SNAP602 behind an `or`
        self.bucket = bucket

    def read(self, key):
        return self.s3.get_object(Bucket=self.bucket, Key=key)["Body"].read().decode()


class Orders:
    def __init__(self, storage=None):
        self.storage = storage or Storage("b")

    def first(self):
        return self.storage.read("1")


def handler(event, context):
    return {"first": Orders().first()}

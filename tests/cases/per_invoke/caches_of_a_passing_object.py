# Caches of an object that each invocation builds anew.
# oracle: PER-INVOKE-CALL
import boto3

ssm = boto3.client("ssm")


class Shelf:
    def __init__(self):
        self.seen = {}

    def get(self, name):
        if not name in self.seen:
            self.seen[name] = ssm.get_parameter(Name=name)  # expect: SNAP601
        return self.seen[name]


def handler(event, context):
    return Shelf().get("/u")

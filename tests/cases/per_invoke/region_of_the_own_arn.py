# The function's own name is the same on every invocation.
# oracle: PER-INVOKE-CALL, PER-INVOKE-CLIENT
import boto3


class Feed:
    def __init__(self, arn):
        self.region = arn.split(":")[3]

    def login(self):
        store = boto3.client("ssm", self.region)  # expect: SNAP602
        return store.get_parameter(Name="/hive/feed", WithDecryption=True)  # expect: SNAP601


def handler(event, context):
    return Feed(context.invoked_function_arn).login()["Parameter"]["Version"]

# The region is a constant, set in a tuple with what the event names.
# oracle: PER-INVOKE-CLIENT
import boto3

HOME = "eu-west-1"


class Yard:
    def __init__(self, size):
        self.size = size
        self.region, self.crew = HOME, 2

    def client(self):
        return boto3.client("s3", region_name=self.region)  # expect: SNAP602


def handler(event, context):
    yard = Yard(event["size"])
    yard.client().list_buckets()
    return yard.crew

# A static method is handed what the event names.
# about: SNAP602
# oracle: ok
import boto3


class Yard:
    @staticmethod
    def client(region):
        return boto3.client("s3", region_name=region)  # ok


def handler(event, context):
    return Yard.client(event["region"]).list_buckets()

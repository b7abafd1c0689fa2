# Constants through `*` and `**`.
# oracle: PER-INVOKE-CALL
import boto3

ssm = boto3.client("ssm")
REQUEST = {"Name": "/kiln/key", "WithDecryption": True}


def handler(event, context):
    return ssm.get_parameter(**REQUEST)["Parameter"]["Value"]  # expect: SNAP601

# A folder of samples that is called like the library.
# oracle: STALE-SECRET
import boto3

CODE = boto3.client("ssm").get_parameter(Name="/code", WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP501


def handler(event, context):
    return {"code": CODE}

# The credentials of the default chain.
# about: SNAP502, SNAP503
# oracle: ok
import boto3

credentials = boto3.Session().get_credentials()


def handler(event, context):
    frozen = credentials.get_frozen_credentials()
    return {"signed": frozen.access_key is not None}

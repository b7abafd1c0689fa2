# The test of a cache is kept in a variable.
# about: SNAP601
# oracle: ok
import boto3

ssm = boto3.client("ssm")
KEY = None


def key():
    global KEY
    known = KEY is not None
    if known:
        return KEY
    KEY = ssm.get_parameter(Name="/kiln/key")["Parameter"]["Value"]  # ok
    return KEY


def handler(event, context):
    return key()

# Parameters that `|=` joins into a dict of settings.
# oracle: STALE-SECRET
import boto3

CONFIG = {"page": "20"}


def fetch():
    answer = boto3.client("ssm").get_parameters(Names=["/pier/key"], WithDecryption=True)
    return {row["Name"]: row["Value"] for row in answer["Parameters"]}


CONFIG |= fetch()  # expect: SNAP501


def handler(event, context):
    return {"key": CONFIG["/pier/key"]}

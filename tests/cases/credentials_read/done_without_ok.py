# Keys that code can do without: given to boto3 as None, or used only where they are there.
# about: SNAP503
# oracle: none (needs AWS)
import os

import boto3

KEY_ID = os.getenv("AWS_ACCESS_KEY_ID")  # ok: None is no key for boto3
SECRET = os.getenv("AWS_SECRET_ACCESS_KEY", None)  # ok: the same
table = boto3.resource("dynamodb", aws_access_key_id=KEY_ID, aws_secret_access_key=SECRET).Table("t")


def queue():
    key, secret = "", ""
    key_id = os.environ.get("AWS_ACCESS_KEY_ID", "")  # ok: used where it is there
    word = os.environ.get("AWS_SECRET_ACCESS_KEY", "")  # ok: the same
    options = {"region_name": "eu-west-1"}
    if key_id and word:
        options["aws_access_key_id"] = key_id
        options["aws_secret_access_key"] = word
    return boto3.client("sqs", **options), key, secret


def session():
    token = os.environ.get("AWS_SESSION_TOKEN")  # ok: another session without it
    if token is not None:
        return boto3.Session(aws_session_token=token)
    else:
        return boto3.Session()


jobs, _, _ = queue()
region = session().region_name


def handler(event, context):
    jobs.send_message(QueueUrl="q", MessageBody=region or "")
    return table.get_item(Key={"id": event["id"]})["Item"]

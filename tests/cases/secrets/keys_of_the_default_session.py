# Temporary keys set the default session of boto3: what is built later signs with them.
# oracle: none (keys do not expire under the emulator)
import boto3

lent = boto3.client("sts").assume_role(RoleArn="arn:aws:iam::123456789012:role/x", RoleSessionName="x")  # expect: SNAP502
keys = lent["Credentials"]
boto3.setup_default_session(
    aws_access_key_id=keys["AccessKeyId"],
    aws_secret_access_key=keys["SecretAccessKey"],
    aws_session_token=keys["SessionToken"],
)


def handler(event, context):
    return boto3.client("sqs").list_queues()  # expect: SNAP602

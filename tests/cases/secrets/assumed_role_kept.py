# Credentials of a role, assumed in INIT: for a client, for a session, in a dict.
# oracle: STALE-SECRET
import boto3

sts = boto3.client("sts")


def assume(name):
    arn = f"arn:aws:iam::123456789012:role/{name}"
    return sts.assume_role(RoleArn=arn, RoleSessionName="orders")["Credentials"]


keys = assume("reader")  # expect: SNAP502
reader = boto3.client(
    "s3",
    aws_access_key_id=keys["AccessKeyId"],
    aws_secret_access_key=keys["SecretAccessKey"],
    aws_session_token=keys["SessionToken"],
)


def session(name):
    keys = assume(name)
    return boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])


writer = session("writer").client("s3")  # expect: SNAP502


def handler(event, context):
    reader.get_object(Bucket="b", Key="k")
    writer.get_object(Bucket="b", Key="k")
    return [each._request_signer._credentials.access_key for each in (reader, writer)]

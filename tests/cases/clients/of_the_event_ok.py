# Arguments that depend on the event or on assumed credentials: there is no one client to keep.
# about: SNAP601, SNAP602
# oracle: PER-INVOKE-CALL, PER-INVOKE-CLIENT (each invocation needs another one)
import boto3

sts = boto3.client("sts")


def session(account):
    role = f"arn:aws:iam::{account}:role/tenant"
    keys = sts.assume_role(RoleArn=role, RoleSessionName="tenant")["Credentials"]  # ok
    return boto3.Session(  # ok
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )


def handler(event, context):
    found = session(f"{event['n']:012}").client("s3").get_object(Bucket="b", Key="k")  # ok
    region = event.get("region", "eu-west-1")
    there = boto3.client("dynamodb", region_name=region).scan(TableName="t")  # ok
    return {"bytes": found["ContentLength"], "n": there["Count"]}

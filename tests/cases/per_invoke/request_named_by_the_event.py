# What is asked for depends on the event; the client that asks does not.
# oracle: none (what costs time does no harm)
import boto3


def lent(account):
    answer = boto3.client("sts").assume_role(  # expect: SNAP602
        RoleArn=f"arn:aws:iam::{account}:role/reader", RoleSessionName="reader"
    )
    return answer["Credentials"]


def setting(name):
    asking = boto3.client("ssm")  # expect: SNAP602
    return asking.get_parameter(Name=name)["Parameter"]["Value"]


def handler(event, context):
    keys = lent(event["account"])
    session = boto3.Session(region_name=event["region"])  # ok: the event's own
    far = boto3.Session().client("s3", region_name=event["region"])  # ok: the event's own
    return [keys["AccessKeyId"], session.region_name, setting(event["name"]), far.list_buckets()]

# Clients, resources and sessions of AWS that each invocation builds.
# oracle: PER-INVOKE-CLIENT
import boto3
from boto3 import client, resource
from boto3.session import Session


def storage():
    return client("s3")  # expect: SNAP602


def handler(event, context):
    storage().get_object(Bucket="b", Key="k")
    session = Session(region_name="eu-west-1")  # expect: SNAP602
    queue = session.client("dynamodb")  # expect: SNAP602
    queue.scan(TableName="t")
    table = resource("dynamodb").Table("t")  # expect: SNAP602
    return {"n": table.scan()["Count"], "name": boto3.DEFAULT_SESSION is None}

# Whichever branch is taken, a client is built: on every invocation.
# oracle: PER-INVOKE-CLIENT
import boto3


def handler(event, context):
    if event.get("archive"):
        client = boto3.client("s3")  # also-ok: SNAP602
    else:
        client = boto3.client("s3", region_name="eu-west-1")  # also-ok: SNAP602
    client.get_object(Bucket="b", Key="k")
    table = boto3.resource("dynamodb").Table("t")  # expect: SNAP602
    return {"n": table.scan()["Count"]}

# Tables, buckets and objects of a kept resource are no clients.
# about: SNAP602
# oracle: ok
import boto3

dynamodb = boto3.resource("dynamodb")
s3 = boto3.resource("s3")


def table(name):
    return dynamodb.Table(name)  # ok


def handler(event, context):
    body = s3.Bucket("b").Object("k").get()["Body"].read()  # ok
    s3.Object("b", str(event["n"])).get()  # ok
    return {"n": table("orders").scan()["Count"], "bytes": len(body) > 0}

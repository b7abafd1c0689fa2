# Signed in the handler, with the client of INIT.
# about: SNAP502
# oracle: ok
import boto3

s3 = boto3.client("s3")
rds = boto3.client("rds")


def handler(event, context):
    url = s3.generate_presigned_url("get_object", Params={"Bucket": "b", "Key": str(event["n"])})
    return [url, rds.generate_db_auth_token("db", 5432, "app")]

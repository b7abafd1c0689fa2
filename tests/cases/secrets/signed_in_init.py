# Signatures of INIT: presigned URLs and database tokens live for minutes, a snapshot for days.
# oracle: COLLIDES, STALE-SECRET, STALE-TIME
import boto3

s3 = boto3.client("s3")
rds = boto3.client("rds")

UPLOAD = s3.generate_presigned_url("put_object", Params={"Bucket": "b", "Key": "k"}, ExpiresIn=3600)  # expect: SNAP502
FORM = s3.generate_presigned_post("b", "k")  # expect: SNAP502
PASSWORD = rds.generate_db_auth_token(DBHostname="db", Port=5432, DBUsername="app")  # expect: SNAP502


def handler(event, context):
    return [UPLOAD, FORM["fields"]["x-amz-security-token"], PASSWORD]

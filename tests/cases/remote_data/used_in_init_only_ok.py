# Read and used in INIT only.
# about: SNAP504
# oracle: ok
import boto3

s3 = boto3.client("s3")
found = s3.get_object(Bucket="b", Key="k")["Body"].read()
print("bytes", len(found))  # ok
COUNT = len(boto3.client("dynamodb").scan(TableName="t")["Items"])  # ok: a length


def handler(event, context):
    return {"count": COUNT}

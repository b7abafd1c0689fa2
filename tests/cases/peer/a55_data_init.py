# oracle: STALE-DATA
import boto3
rows = boto3.client("dynamodb").scan(TableName="t")["Items"]  # expect: SNAP504
config = boto3.client("s3").get_object(Bucket="b", Key="k")["Body"].read().decode()  # expect: SNAP504
def handler(event, context):
    return {"n": rows[0]["k"]["S"], "config": config}

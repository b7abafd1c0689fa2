# Builds its client when it is imported, which the first invocation does.
import boto3

s3 = boto3.client("s3")  # ok


def read(key):
    return s3.get_object(Bucket="b", Key=key)["Body"].read().decode()

# A pool starts its threads when it is given work.
# about: SNAP404
# oracle: ok
from concurrent.futures import ThreadPoolExecutor
import boto3

s3 = boto3.client("s3")
pool = ThreadPoolExecutor(4)


def size(key):
    return s3.head_object(Bucket="b", Key=key)["ContentLength"]


def handler(event, context):
    return list(pool.map(size, event["keys"]))

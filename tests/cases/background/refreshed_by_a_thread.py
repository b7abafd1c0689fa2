# A thread that INIT starts refreshes what invocations read.
# oracle: RESTORE-ERROR
from concurrent.futures import ThreadPoolExecutor
import threading
import time
import boto3

s3 = boto3.client("s3")
latest = {}


def refresh():
    while True:
        latest["body"] = s3.get_object(Bucket="b", Key="k")["Body"].read()
        time.sleep(60)


threading.Thread(target=refresh, daemon=True).start()  # expect: SNAP404


def handler(event, context):
    return len(latest["body"])

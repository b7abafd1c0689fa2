# Jitter that only goes into a sleep.
# oracle: none (it says only how long something waits)
import random
import time

import boto3

client = boto3.client("mediaconvert")


def handler(event, context):
    for attempt in range(5):
        try:
            return client.create_job(**event["job"])
        except client.exceptions.TooManyRequestsException:
            time.sleep(2**attempt + random.random())  # expect: SNAP103  # level: SNAP103 note

# Read again when it is older than some minutes of the wall clock.
# about: SNAP504
# oracle: ok
import json
import time

import boto3

s3 = boto3.client("s3")


class Rules:
    def __init__(self):
        self.load()

    def load(self):
        self.rules = json.loads(s3.get_object(Bucket="b", Key="rules.json")["Body"].read())  # ok
        self.loaded = time.time()

    def __getitem__(self, name):
        if time.time() - self.loaded > 600:
            self.load()
        return self.rules[name]


rules = Rules()


def handler(event, context):
    return {"data": rules["data"]}

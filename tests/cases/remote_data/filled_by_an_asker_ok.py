# Asked for by the first invocation, and kept in what INIT leaves empty.
# about: SNAP504
# oracle: ok
import json

import boto3

s3 = boto3.client("s3")
RULES = {}


class Catalogue(dict):
    def __missing__(self, key):
        self[key] = json.loads(s3.get_object(Bucket="b", Key=key)["Body"].read())  # ok
        return self[key]


catalogue = Catalogue()


def handler(event, context):
    if not RULES:
        RULES.update(json.loads(s3.get_object(Bucket="b", Key="rules.json")["Body"].read()))  # ok
    return [RULES["data"], catalogue["prices.json"]["data"]]

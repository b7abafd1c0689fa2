# Keys of caches are put together: they end in other ways, whatever the stage is.
# oracle: STALE-SECRET
import os

import boto3

manager = boto3.client("ssm")
STAGE = os.environ["STAGE"]
known = {}
fetched = {}


def parameter(name):
    if name in known:
        return known[name]
    value = manager.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP501
    known[name] = value
    return value


def setting(name):
    if name not in fetched:
        fetched[name] = manager.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
    return fetched[name]


parameter(f"/{STAGE}/key")
setting(f"/{STAGE}/table")  # ok: nobody asks for it again


def handler(event, context):
    model = setting("/%s/model" % STAGE)  # ok: first fetched after the restore  # no-step: SNAP501
    return {"key": parameter("/" + STAGE + "/key"), "model": model}

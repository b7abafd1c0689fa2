# INIT alone calls a loader under a decorator of a library.
# oracle: STALE-SECRET
import boto3
import tenacity


@tenacity.retry(stop=tenacity.stop_after_attempt(3))
def load():
    return boto3.client("ssm").get_parameter(Name="/quay/key")["Parameter"]["Value"]  # ok: INIT alone calls it


KEY = load()  # expect: SNAP501


def handler(event, context):
    return {"key": KEY}

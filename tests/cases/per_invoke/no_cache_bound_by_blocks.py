# What `with` and `for` bind comes from the event: nothing that is fetched here is kept.
# oracle: PER-INVOKE-CALL
import contextlib

import boto3

ssm = boto3.client("ssm")


def word(event):
    with contextlib.nullcontext(event.get("word")) as known:
        if known:
            return known
    return ssm.get_parameter(Name="/word")["Parameter"]["Value"]  # expect: SNAP601


def handler(event, context):
    return word(event)

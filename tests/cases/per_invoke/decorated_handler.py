# A wrapper round the handler fetches first.
# oracle: PER-INVOKE-CALL
import functools

import boto3

ssm = boto3.client("ssm")


def with_config(function):
    @functools.wraps(function)
    def wrapper(event, context):
        event["config"] = ssm.get_parameter(Name="/config")["Parameter"]["Value"]  # expect: SNAP601
        return function(event, context)

    return wrapper


@with_config
def handler(event, context):
    return {"config": event["config"]}

# about: SNAP501
"""A parameter may have changed by the time of a restore."""

import boto3

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


LIMIT = boto3.client("ssm").get_parameter(Name="/orders/limit")["Parameter"]["Value"]


@register_after_restore
def renew_after_restore():
    global LIMIT
    LIMIT = boto3.client("ssm").get_parameter(Name="/orders/limit")["Parameter"]["Value"]


def handler(event, context):
    return {"limit": LIMIT}

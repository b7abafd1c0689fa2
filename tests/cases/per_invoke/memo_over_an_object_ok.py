# A memo over an object that forwards calls.
# about: SNAP601, SNAP602, SNAP603
# oracle: ok
import functools

import boto3

ssm = boto3.client("ssm")


class traced:
    def __init__(self, function):
        self.function = function

    def __call__(self, *args, **kwargs):
        return self.function(*args, **kwargs)


@functools.lru_cache
@traced
def fetch(name):
    return ssm.get_parameter(Name=name)["Parameter"]["Value"]  # ok


def handler(event, context):
    return fetch("/a")

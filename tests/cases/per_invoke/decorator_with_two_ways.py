# A decorator that calls the function on both ways.
# oracle: PER-INVOKE-CLIENT
import functools
import os
import boto3

LOUD = os.environ.get("LOUD") == "1"


def told(function):
    @functools.wraps(function)
    def inner(event, context):
        if LOUD:
            print(event)
            answer = function(event, context)
        else:
            answer = function(event, context)
        return answer

    return inner


@told
def handler(event, context):
    return boto3.client("s3").list_objects_v2(Bucket="hives")["KeyCount"]  # expect: SNAP602

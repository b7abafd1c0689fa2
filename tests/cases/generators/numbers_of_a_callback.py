# A generator of an object that a callback of a client draws from.
# oracle: none (a callback of a client draws)
import random
import boto3


class Numbers:
    def __init__(self):
        self._own = random.Random()  # expect: SNAP102

    def next(self):
        return self._own.getrandbits(64)


numbers = Numbers()
boto3.client("s3").meta.events.register("before-send", lambda request, **kw: request.headers.__setitem__("x-n", str(numbers.next())))


def handler(event, context):
    return boto3.client("s3").list_buckets()["Buckets"]  # expect: SNAP602

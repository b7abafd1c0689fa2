# A handler under a decorator that is a method of an own object, which hands it on to a library.
# oracle: none (needs aws_lambda_powertools)
import uuid

from aws_lambda_powertools import Tracer

BOOT = uuid.uuid4().hex  # expect: SNAP201


class Tracing:
    def __init__(self):
        self._tracer = Tracer(service="orders")

    def handler(self, function):
        return self._tracer.capture_lambda_handler(function)


tracing = Tracing()


@tracing.handler
def lambda_handler(event, context):
    return {"boot": BOOT}

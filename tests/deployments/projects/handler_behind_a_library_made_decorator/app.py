# A decorator that a library's decorator makes hands the event on to the handler.
import uuid

from aws_lambda_powertools.middleware_factory import lambda_handler_decorator

NODE = uuid.uuid4().hex  # expect: SNAP201


@lambda_handler_decorator
def timed(handler, event, context):
    return handler(event, context)


@timed
def serve(event, context):
    return {"node": NODE}

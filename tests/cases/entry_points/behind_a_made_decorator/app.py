# The handler stands behind a decorator that a library makes.
# oracle: COLLIDES
import uuid

from aws_lambda_powertools.middleware_factory import lambda_handler_decorator

NODE = uuid.uuid4().hex  # expect: SNAP201


@lambda_handler_decorator
def counted(handler, event, context):
    answer = handler(event, context)
    return answer


@counted
def lambda_handler(event, context):
    return {"node": NODE}

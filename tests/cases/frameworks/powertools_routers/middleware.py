# (module of the case) a middleware factory with parameters
import uuid

from aws_lambda_powertools.middleware_factory import lambda_handler_decorator

SESSION = uuid.uuid4().hex  # expect: SNAP201


@lambda_handler_decorator
def with_session(handler, event, context, name="api"):
    response = handler(event, context)
    if isinstance(response, dict):
        response["session"] = f"{name}:{SESSION}"
        response["call"] = uuid.uuid4().hex
    return response

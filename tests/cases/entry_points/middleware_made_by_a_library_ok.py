# Such a decorator runs when what it decorates is called: what it makes is made on each invocation.
# about: SNAP201
# oracle: ok
import uuid

from aws_lambda_powertools.middleware_factory import lambda_handler_decorator


@lambda_handler_decorator(trace_execution=True)
def traced(handler, event, context):
    trace = uuid.uuid4().hex  # ok: made on each invocation
    return {"trace": trace, **handler(event, context)}


@traced
def lambda_handler(event, context):
    return {"n": event["n"]}

# A ContextVar that the handler sets first.
# about: SNAP201
# settles: context variables
# oracle: ok
import uuid
from contextvars import ContextVar

correlation = ContextVar("correlation", default="none")


def respond(number):
    return {"order": number, "correlation": correlation.get()}


def handler(event, context):
    token = correlation.set(uuid.uuid4().hex)  # ok
    try:
        return respond(event["n"])
    finally:
        correlation.reset(token)

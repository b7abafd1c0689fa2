# What a decorator's wrapper does runs in INVOKE; only the decorator itself runs in INIT.
# about: SNAP201
# oracle: ok
import functools
import uuid


def with_request_id(function):
    @functools.wraps(function)
    def wrapper(event, context):
        return {**function(event, context), "request": uuid.uuid4().hex}  # ok: INVOKE

    return wrapper


@with_request_id
def handler(event, context):
    return {"order": event["n"]}

# Decorators run in INIT, with their arguments: the closure of the wrapper keeps the value, which is handed in here.
# oracle: COLLIDES
import functools
import uuid


def stamped(deployment):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(event, context):
            return {**function(event, context), "deployment": deployment}

        return wrapper

    return decorate


@stamped(uuid.uuid4().hex)  # expect: SNAP201
def handler(event, context):
    return {"order": event["n"]}

# A first-party decorator is followed: the wrapped function still yields the value.
# oracle: COLLIDES
import functools
import uuid


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        result = function(*args, **kwargs)
        print(function.__name__, "done")
        return result

    return wrapper


@logged
def new_id(prefix):
    return f"{prefix}-{uuid.uuid4().hex}"


RUN = new_id("run")  # expect: SNAP201


def handler(event, context):
    return {"run": RUN, "request": new_id("request")}

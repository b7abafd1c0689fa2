# An assignment `lambda_handler = wrapper(function)` is an entry point; the wrapper's closure keeps what it makes in INIT.
# oracle: COLLIDES
import uuid


def traced(function):
    trace_root = uuid.uuid4().hex  # expect: SNAP201

    def wrapper(event, context):
        return {**function(event), "trace": trace_root}

    return wrapper


def process(order):
    return {"order": order["n"]}


lambda_handler = traced(process)

# (module of the case) an id of the environment, made on first use
import os
import uuid
from functools import cache


@cache
def environment_id():
    return uuid.uuid4().hex  # ok: first asked for in the handler


def describe(context):
    return {
        "environment": environment_id(),
        "request": context.aws_request_id,
        "region": os.environ.get("AWS_REGION"),
    }

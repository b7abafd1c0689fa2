# The same variables with values set in each request, before anything reads them.
# about: SNAP201, SNAP301
# oracle: ok
import os

from scope import RequestScope, current


def handler(event, context):
    os.environ["REQUEST_MARK"] = context.aws_request_id
    with RequestScope(event.get("user", "ann")) as scope:
        return {"scope": scope.user, **describe()}


def describe():
    scope = current()
    return {"request": scope.request_id, "started": scope.started, "mark": os.environ["REQUEST_MARK"]}

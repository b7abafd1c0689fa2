# Read in a class body and in a wrapper of the handler.
# oracle: INIT-ERROR
import functools
import os


class Settings:
    key_id = os.environ["AWS_ACCESS_KEY_ID"]  # expect: SNAP503


def signed(function):
    @functools.wraps(function)
    def wrapper(event, context):
        event["token"] = os.environ.get("AWS_SESSION_TOKEN")  # expect: SNAP503
        return function(event, context)

    return wrapper


@signed
def handler(event, context):
    return {"key": Settings.key_id[:4], "signed": event["token"] is not None}

# The variables of static credentials, which SnapStart does not set, in every way to read them.
# oracle: RESTORE-ERROR
import os
from os import environ, getenv
from os import environ as variables


def handler(event, context):
    found = [
        os.environ.get("AWS_ACCESS_KEY_ID"),  # expect: SNAP503
        os.getenv("AWS_SECRET_ACCESS_KEY", ""),  # expect: SNAP503
        getenv("AWS_SESSION_TOKEN"),  # expect: SNAP503
        variables.get("AWS_ACCESS_KEY_ID", "none"),  # expect: SNAP503
        environ["AWS_SECRET_ACCESS_KEY"],  # expect: SNAP503
        os.environ["AWS_ACCESS_KEY_ID"],  # expect: SNAP503
    ]
    return [len(each) for each in found]

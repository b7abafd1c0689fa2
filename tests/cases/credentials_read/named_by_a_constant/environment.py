# Reads variables that must be there.
import os

KEY_NAME = "AWS_ACCESS_KEY_ID"


def required(name):
    try:
        return os.environ[name]  # expect: SNAP503
    except KeyError:
        raise RuntimeError(f"{name} is not set") from None

# Code that runs nowhere, or on a developer's machine only.
# about: SNAP503
# oracle: ok
import os


def local_client():
    return os.environ["AWS_ACCESS_KEY_ID"]  # ok: nothing calls it


def handler(event, context):
    return {"ok": True}


if __name__ == "__main__":
    print(os.environ["AWS_SECRET_ACCESS_KEY"])  # ok: not in Lambda

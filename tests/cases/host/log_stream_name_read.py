# AWS_LAMBDA_LOG_STREAM_NAME and _GROUP_NAME are absent under SnapStart: reported where they are read, in any phase.
# oracle: INIT-ERROR
import os

GROUP = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]  # expect: SNAP203


def handler(event, context):
    return {
        "group": GROUP,
        "stream": os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME"),  # expect: SNAP203
        "again": os.getenv("AWS_LAMBDA_LOG_STREAM_NAME", "none"),  # ok: it has a default
    }

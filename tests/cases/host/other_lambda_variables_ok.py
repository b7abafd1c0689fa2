# The other variables of the Lambda environment are there.
# about: SNAP203
# oracle: ok
import os

FUNCTION = os.environ["AWS_LAMBDA_FUNCTION_NAME"]  # ok
REGION = os.environ.get("AWS_REGION", "eu-west-1")  # ok


def log_stream():
    return os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]  # ok: nothing calls it


def handler(event, context):
    return {"function": FUNCTION, "region": REGION, "request": context.aws_request_id}

# (module of the case) a table of labels
import os
import platform
import socket

LABELS = {
    "host": socket.gethostname(),  # expect: SNAP203
    "pid": str(os.getpid()),  # expect: SNAP203
    "system": platform.system(),  # ok: names no environment
    "function": os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "local"),  # ok: the same everywhere
}


def stream(context):
    name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")  # expect: SNAP203
    return name or getattr(context, "aws_request_id", None)

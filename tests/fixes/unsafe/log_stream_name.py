# about: SNAP203
"""The name of the log stream is not set under SnapStart."""


def handler(event, context):
    return {"id": "run-" + context.log_stream_name[-8:]}

# Whoever gives a default knows that the name may be absent.
# about: SNAP203
# oracle: none (the emulator sets the names)
import os


def handler(event, context):
    stream = getattr(context, "log_stream_name", "unknown")
    group = context.log_group_name or "unknown"
    return [stream, group, os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME", "unknown")]

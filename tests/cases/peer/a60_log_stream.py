# oracle: INIT-ERROR
import os
stream = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]  # expect: SNAP203
def handler(event, context):
    return stream

# oracle: INIT-ERROR
import os
key = os.environ["AWS_ACCESS_KEY_ID"]  # expect: SNAP503
def handler(event, context):
    return key[:4]

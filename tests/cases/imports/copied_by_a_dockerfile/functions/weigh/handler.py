# A Dockerfile copies a module beside the handler.
# oracle: STALE-SECRET
from tools import code


def lambda_handler(event, context):
    return {"code": code()}

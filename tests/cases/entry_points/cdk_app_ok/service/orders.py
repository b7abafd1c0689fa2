# (module of the case) the deployed function
# oracle: ok
import os


def handler(event, context):
    return {"deployment": os.environ.get("DEPLOYMENT", "local")}

# The configuration is read in the handler.
# oracle: STALE-SECRET
from config import Config


def handler(event, context):
    return {"password": Config.PASSWORD}

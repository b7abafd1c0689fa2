# A folder that is listed for anything else imports nothing.
# about: SNAP201
# oracle: ok
import os

KINDS = os.listdir(os.path.join(os.path.dirname(__file__), "kinds"))


def handler(event, context):
    return {"kinds": len(KINDS)}

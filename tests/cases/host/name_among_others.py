# The host's name, read as an attribute of what names the whole system.
# oracle: STALE-HOST
import os

system = os.uname()
NODE = f"{system.sysname}-{system.nodename}"  # expect: SNAP203


def handler(event, context):
    return {"node": NODE}

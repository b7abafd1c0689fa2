# about: SNAP203
"""A hook would ask an object that INIT made, which knows the name of before."""

import os

system = os.uname()
NODE = f"{system.sysname}-{system.nodename}"


def handler(event, context):
    return {"node": NODE}

# about: SNAP203
"""Python asks the system once: a hook would be told what INIT was."""

import platform

NODE = platform.uname().node


def handler(event, context):
    return {"node": NODE}

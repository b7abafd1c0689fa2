# The system and its release are the same in all environments, and may be.
# about: SNAP203
# oracle: ok
import os
import platform

SYSTEM = f"{os.uname().sysname} {platform.uname().release}"


def handler(event, context):
    return {"system": SYSTEM}

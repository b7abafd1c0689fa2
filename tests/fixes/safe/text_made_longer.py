# about: SNAP201
"""What is added to a text is added to the new one."""

import uuid

name = uuid.uuid4().hex
name += "-x"


def handler(event, context):
    return {"name": name}

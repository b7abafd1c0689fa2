# about: SNAP201
"""A function assigns the variable, perhaps."""

import uuid

RUN = ""


def begin():
    global RUN
    if not RUN:
        RUN = uuid.uuid4().hex


begin()


def handler(event, context):
    return {"run": RUN}

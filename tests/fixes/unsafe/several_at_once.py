# about: SNAP201
"""Several variables are assigned at once."""

import uuid


def pair():
    return uuid.uuid4().hex, uuid.uuid4().hex


first, second = pair()


def handler(event, context):
    return {"first": first, "second": second}

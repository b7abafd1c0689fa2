# about: SNAP201
"""Two objects, only one of which would get another number."""

import uuid


class Worker:
    def __init__(self):
        self.number = uuid.uuid4().hex


first = Worker()
second = Worker()


def handler(event, context):
    return {"first": first.number, "second": second.number}

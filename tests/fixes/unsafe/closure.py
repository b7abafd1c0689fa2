# about: SNAP201
"""What a closure holds is made again with the closure."""

import itertools
import uuid


def numbers(prefix):
    node = uuid.uuid4().hex[:12]
    count = itertools.count()

    def following():
        return f"{prefix}-{node}-{next(count)}"

    return following


following = numbers("order")


def handler(event, context):
    return {"number": following()}

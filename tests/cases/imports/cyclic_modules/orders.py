# (module of the case) imports customers
import uuid

import customers

SERIES = uuid.uuid4().hex  # expect: SNAP201


def number(n):
    return f"{SERIES}-{customers.label(n)}"

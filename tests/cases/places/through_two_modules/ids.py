# (module of the case) makes the value
from uuid import uuid4


def new_id():
    return uuid4().hex  # ok: innocent

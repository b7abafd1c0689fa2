# A name that the module rebinds after the import is what it was bound to last.
# about: SNAP103, SNAP201
# oracle: ok
from random import random
from uuid import uuid4


def uuid4():  # noqa: F811
    return "fixed"


random = lambda: 0.5
RUN = uuid4()  # ok: first-party, a constant


def handler(event, context):
    return {"run": RUN, "draw": random()}

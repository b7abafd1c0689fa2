# INIT calls a function while the name is still bound to what is the same everywhere; and once it is.
# about: SNAP201
# oracle: ok
import uuid
from uuid import uuid4


def uuid4():
    return "fixed"


def number():
    return "one"


def first():
    return number()


def label():
    return uuid4()


FIRST = first()  # ok: number() returned a constant then
LABEL = label()  # ok: the import was bound anew before
number = lambda: uuid.uuid4().hex


def handler(event, context):
    return [FIRST, LABEL]

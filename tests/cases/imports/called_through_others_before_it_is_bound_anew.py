# INIT calls a chain of functions before the last of them is bound anew, and once more behind that.
# oracle: COLLIDES
import uuid


def mark():
    return "none"


def inner():
    return mark()


def outer():
    return str(inner())


def begin():
    return outer()


begin()
mark = uuid.uuid4
SECOND = begin()  # expect: SNAP201


def handler(event, context):
    return {"second": SECOND}

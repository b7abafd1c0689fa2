# The same closure made in INVOKE keeps nothing from INIT.
# about: SNAP201
# oracle: ok
import uuid


def make_numbering():
    prefix = uuid.uuid4().hex  # ok: called by the handler

    def number(n):
        return f"{prefix}-{n}"

    return number


def handler(event, context):
    number = make_numbering()
    return {"number": number(event["n"])}

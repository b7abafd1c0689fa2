# A closure keeps what its maker made in INIT, also when a nonlocal goes on changing beside it.
# oracle: COLLIDES
import uuid


def make_numbering():
    prefix = uuid.uuid4().hex  # expect: SNAP201
    count = 0

    def next_number():
        nonlocal count
        count += 1
        return f"{prefix}-{count}"

    return next_number


next_number = make_numbering()


def handler(event, context):
    return {"number": next_number()}

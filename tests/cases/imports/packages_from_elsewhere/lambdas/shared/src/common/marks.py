# A part of the same program.
import uuid

MARK = str(uuid.uuid4())  # expect: SNAP201


def batch_mark():
    return MARK

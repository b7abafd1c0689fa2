# A part of the same program.
import uuid

TILL = str(uuid.uuid4())  # expect: SNAP201


def till_id():
    return TILL

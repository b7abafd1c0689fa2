# A part of the same program.
import uuid

RUN = str(uuid.uuid4())  # expect: SNAP201


def run_id():
    return RUN

# A template of another provider declares the function.
# about: SNAP201
# oracle: ok
import uuid

RUN = uuid.uuid4().hex  # ok: the file that declares it is for another platform


def run(event, context):
    return RUN

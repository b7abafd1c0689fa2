import uuid

RUN = uuid.uuid4().hex  # expect: SNAP201 error


def main(event, context):
    return RUN

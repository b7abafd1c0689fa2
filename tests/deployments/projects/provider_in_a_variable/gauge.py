import uuid

RUN = uuid.uuid4().hex  # expect: SNAP201


def main(event, context):
    return RUN

import uuid

RUN = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    return RUN

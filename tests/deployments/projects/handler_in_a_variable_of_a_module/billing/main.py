import uuid

RUN = uuid.uuid4().hex  # expect: SNAP201


def make_bill(event, context):
    return RUN

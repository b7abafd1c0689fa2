# about: SNAP201
import uuid

RUN = uuid.uuid4().hex


def handler(event, context):
    return RUN

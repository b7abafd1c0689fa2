import uuid

RUN = uuid.uuid4().hex


def main(event, context):
    return RUN

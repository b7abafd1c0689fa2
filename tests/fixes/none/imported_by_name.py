# about: SNAP201
import uuid

RUN = uuid.uuid4().hex
COPY = RUN


def handler(event, context):
    return {"run": COPY}

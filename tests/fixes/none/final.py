# about: SNAP201
import uuid
from typing import Final

RUN: Final = uuid.uuid4().hex


def handler(event, context):
    return {"run": RUN}

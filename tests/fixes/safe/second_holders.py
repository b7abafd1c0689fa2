# about: SNAP201, SNAP203
"""What was made of a value before the snapshot is made again with it."""

import socket
import uuid

RUN = uuid.uuid4().hex
LABEL = f"run-{RUN}"
SHORT = LABEL[:12]
HOST = socket.gethostname()


def handler(event, context):
    return {"run": RUN, "label": LABEL, "short": SHORT, "host": HOST}

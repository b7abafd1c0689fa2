# about: SNAP201, SNAP203
"""What was made of a value before the snapshot is made again with it."""

import socket
import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


RUN = uuid.uuid4().hex
LABEL = f"run-{RUN}"
SHORT = LABEL[:12]
HOST = socket.gethostname()


@register_after_restore
def renew_after_restore():
    global RUN, LABEL, SHORT, HOST
    RUN = uuid.uuid4().hex
    LABEL = f"run-{RUN}"
    SHORT = LABEL[:12]
    HOST = socket.gethostname()


def handler(event, context):
    return {"run": RUN, "label": LABEL, "short": SHORT, "host": HOST}

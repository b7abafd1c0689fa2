# about: SNAP401
"""What INIT does to a connection that it made has to be done to the new one, too."""

import os
from socket import socket

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


PORT = int(os.environ.get("ECHO_PORT", "7"))
link = socket()
link.settimeout(2)
link.connect(("127.0.0.1", PORT))


@register_after_restore
def renew_after_restore():
    global link
    link = socket()
    link.settimeout(2)
    link.connect(("127.0.0.1", PORT))


def handler(event, context):
    link.sendall(b"ping")
    return {"echo": link.recv(4).decode()}

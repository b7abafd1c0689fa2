# about: SNAP401
"""What INIT does to a connection that it made has to be done to the new one, too."""

import os
from socket import socket

PORT = int(os.environ.get("ECHO_PORT", "7"))
link = socket()
link.settimeout(2)
link.connect(("127.0.0.1", PORT))


def handler(event, context):
    link.sendall(b"ping")
    return {"echo": link.recv(4).decode()}

# about: SNAP401
"""What else is done to a connection can't be done again in a hook, and would be missing."""

import os
import socket

PORT = int(os.environ.get("ECHO_PORT", "7"))
link = socket.socket()
if os.environ.get("ECHO_PORT"):
    link.connect(("127.0.0.1", PORT))
else:
    link.connect(("127.0.0.1", 7))


class Kept:
    link = socket.create_connection(("127.0.0.1", PORT), 2)


Kept.link.settimeout(2)


def handler(event, context):
    link.sendall(b"ping")
    Kept.link.sendall(b"ping")
    return {"echo": link.recv(4).decode(), "kept": Kept.link.recv(4).decode()}

# about: SNAP401
"""A connection of before the snapshot is dead in every environment."""

import os
from socket import create_connection

connection = create_connection(("127.0.0.1", int(os.environ.get("ECHO_PORT", "7"))), 5)


def handler(event, context):
    connection.sendall(b"ping")
    return {"answer": connection.recv(4).decode()}

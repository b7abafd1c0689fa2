# about: SNAP401
"""A connection of before the snapshot is dead in every environment."""

import os
from socket import create_connection

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


connection = create_connection(("127.0.0.1", int(os.environ.get("ECHO_PORT", "7"))), 5)


@register_after_restore
def renew_after_restore():
    global connection
    connection = create_connection(("127.0.0.1", int(os.environ.get("ECHO_PORT", "7"))), 5)


def handler(event, context):
    connection.sendall(b"ping")
    return {"answer": connection.recv(4).decode()}

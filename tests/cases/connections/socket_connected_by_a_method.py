# The step that opens a socket is `connect`, and not the constructor.
# oracle: RESTORE-ERROR
import os
import socket

link = socket.socket()  # expect: SNAP401
link.connect(("127.0.0.1", int(os.environ.get("ECHO_PORT", "7"))))  # step: SNAP401


def handler(event, context):
    link.sendall(b"ping")
    answer = link.recv(4)
    if not answer:
        raise ConnectionError("closed by peer")
    return answer.decode()

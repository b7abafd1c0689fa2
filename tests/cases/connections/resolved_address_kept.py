# Addresses that INIT looks up: a failover or a new load balancer moves the host, and the snapshot stays.
# oracle: none (the emulator's hosts do not move)
import os
import socket

HOST = os.environ["CACHE_HOST"]

ADDRESS = socket.gethostbyname(HOST)  # expect: SNAP403
FAMILY, _, _, _, TARGET = socket.getaddrinfo(HOST, 6379, type=socket.SOCK_STREAM)[0]  # expect: SNAP403


def handler(event, context):
    with socket.create_connection((ADDRESS, 6379), timeout=3) as line:
        line.sendall(b"PING\r\n")
    with socket.socket(FAMILY, socket.SOCK_STREAM) as line:
        line.connect(TARGET)
        line.sendall(b"PING\r\n")
    return {"ok": True}

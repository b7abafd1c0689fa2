# Hostname and pid captured in INIT are those of the snapshot's machine; the same in all environments.
# oracle: COLLIDES, STALE-HOST
import os
import socket
from socket import gethostname


class Node:
    def __init__(self):
        self.host = gethostname()  # expect: SNAP203
        self.worker = f"{os.getpid():05d}"  # expect: SNAP203


node = Node()
LOCK_OWNER = "lock-" + socket.gethostname()  # expect: SNAP203


def handler(event, context):
    return {"host": node.host, "worker": node.worker, "owner": LOCK_OWNER}

# (module of the case) an owner made of the host and the process
import os
import socket


def owner_of(purpose):
    return f"{purpose}@{socket.gethostname()}:{os.getpid()}"


class Lock:
    def __init__(self, purpose):
        self.owner = owner_of(purpose)  # expect: SNAP203
        self.count = 0

    def acquire(self):
        self.count += 1
        return {"owner": self.owner, "count": self.count}

# A handler of `logging` runs wherever an invocation logs.
# oracle: RESTORE-ERROR
import logging
import os
import socket

wire = socket.create_connection(("127.0.0.1", int(os.environ.get("ECHO_PORT", "7"))), timeout=3)  # expect: SNAP401


class Wire(logging.Handler):
    def emit(self, record):
        wire.sendall(self.format(record).encode())


log = logging.getLogger("hives")
log.addHandler(Wire())


def handler(event, context):
    log.warning("hive %s is too warm", event["hive"])

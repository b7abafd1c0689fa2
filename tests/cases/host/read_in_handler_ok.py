# Read in INVOKE, or read in INIT for a log line, and other properties of the machine: no finding.
# about: SNAP203
# oracle: ok
import os
import platform
import socket

PYTHON = platform.python_version()  # ok: the same everywhere
CPUS = os.cpu_count()  # ok
print("import on", socket.gethostname(), os.getpid())  # ok: used in INIT only


def handler(event, context):
    return {"host": socket.gethostname(), "python": PYTHON, "cpus": CPUS}  # ok

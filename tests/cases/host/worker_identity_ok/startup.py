# (module of the case) a line at the start
import os
import platform
import socket
import sys

print(f"starting on {socket.gethostname()} as {os.getpid()}")  # ok: a line at import
SUMMARY = {"python": platform.python_version(), "platform": sys.platform, "cores": os.cpu_count()}

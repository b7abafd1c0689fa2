"""Who the machine says it is: a host name for each environment, one process id for a snapshot."""

from __future__ import annotations

import hashlib
import os
import platform
import socket
import uuid
from typing import Any

_OS: Any = os
_SOCKET: Any = socket
_PLATFORM: Any = platform
_UUID: Any = uuid


class _Host:
    """The name of the environment; one for the process."""

    name = ""


def become(host: str) -> None:
    """Take the host name of an environment, and the hardware address that goes with it."""
    _Host.name = host
    _UUID._node = int(hashlib.sha256(host.encode()).hexdigest()[:11], 16)


def take_over() -> None:
    """Answer for the machine; before any code of the user.

    The process id stays that of INIT: after a real restore it is the same process.
    """
    pid, real = os.getpid(), os.uname
    _OS.getpid = lambda: pid
    _OS.uname = lambda: os.uname_result((real()[0], _Host.name, *real()[2:]))
    _SOCKET.gethostname = lambda: _Host.name
    _SOCKET.getfqdn = lambda name="": name or _Host.name
    _PLATFORM.node = lambda: _Host.name
    _PLATFORM._uname_cache = None  # what was asked before is the machine's own

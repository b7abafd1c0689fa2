"""Keeps the code from reaching anything beyond this machine, and ends connections of before."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import stat
import struct
import sys
from collections.abc import Iterator
from typing import Any

_SOCKET: Any = socket
_LOCAL_NAMES = {"localhost", "localhost.localdomain", "ip6-localhost", ""}
_REFUSED = "snapcheck verify lets no connection out of the loopback"


class _Answers:
    """The environment whose answers the resolver gives; names move, so no two have the same."""

    number = 0


def rotate(number: int) -> None:
    """Answer questions for host names with other addresses from now on."""
    _Answers.number = number


def guard() -> None:
    """Refuse connections beyond the loopback, and answer for all other names; not to be undone.

    What an extension module or another program opens by itself is not seen here.
    """
    sys.addaudithook(_watch)
    real = socket.getaddrinfo

    def getaddrinfo(host: Any, port: Any, *arguments: Any, **named: Any) -> Any:
        return real(_resolved(host), port, *arguments, **named)

    _SOCKET.getaddrinfo = getaddrinfo
    _SOCKET.gethostbyname = lambda name: _resolved(name, "127.0.0.1")
    _SOCKET.gethostbyname_ex = lambda name: (name, [], [_resolved(name, "127.0.0.1")])


def _watch(event: str, arguments: Any) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        _check(arguments[0], arguments[1])


def _check(where: Any, address: Any) -> None:
    if where.family not in (socket.AF_INET, socket.AF_INET6) or not address:
        return
    host = address[0]
    if not (_is_loopback(host) or host in _LOCAL_NAMES):
        raise ConnectionRefusedError(errno.ECONNREFUSED, f"{_REFUSED} ({host}:{address[1]})")


def _is_loopback(host: Any) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _resolved(host: Any, loopback: Any = None) -> Any:
    """Return the address of a host; of one elsewhere, one of those that documents use."""
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name in _LOCAL_NAMES:
        return loopback or host
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return f"192.0.2.{1 + _Answers.number % 250}"
    return host


def end_connections() -> int:
    """Replace each connection by one whose peer has reset it; return how many there were."""
    ended = 0
    for descriptor in list(_connected()):
        dead = _dead_connection()
        os.dup2(dead.fileno(), descriptor, inheritable=False)
        dead.close()
        ended += 1
    return ended


def _connected() -> Iterator[int]:
    for name in os.listdir("/proc/self/fd"):
        descriptor = int(name)
        try:
            if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                continue
            with socket.socket(fileno=os.dup(descriptor)) as found:
                internet = found.family in (socket.AF_INET, socket.AF_INET6)
                if internet and found.type == socket.SOCK_STREAM:
                    found.getpeername()
                    yield descriptor
        except OSError:  # not connected, or gone meanwhile
            continue


def _dead_connection() -> socket.socket:
    with socket.create_server(("127.0.0.1", 0)) as server:
        client = socket.socket()
        client.connect(server.getsockname())
        peer, _ = server.accept()
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        peer.close()
    return client

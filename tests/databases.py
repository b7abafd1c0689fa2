"""As much of PostgreSQL and of Redis as clients need: one answer for all that they ask."""

from __future__ import annotations

import re
import socketserver
import struct
import threading
from collections.abc import Iterator
from functools import cache

_ANSWERS = {
    "version": "PostgreSQL 16.0",
    "current_schema": "public",
    "standard_conforming_strings": "on",
    "isolation": "read committed",
}
_TEXT = 25
_CANCEL, _SSL = 80877102, 80877103


def _message(kind: bytes, body: bytes = b"") -> bytes:
    return kind + struct.pack("!I", len(body) + 4) + body


_READY = _message(b"Z", b"I")
_COLUMN = struct.pack("!IHIhih", 0, 0, _TEXT, -1, -1, 0)
_SELECTED = re.compile(r"select (.*?)(?: from |$)", re.DOTALL)
_HELLO = (
    _message(b"R", struct.pack("!I", 0))
    + _message(b"S", b"server_version\x0016.0\0")
    + _message(b"S", b"client_encoding\0UTF8\0")
    + _message(b"K", struct.pack("!II", 1, 1))
    + _READY
)


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        if not self._begins():
            return
        statement = ""
        for kind, body in self._messages():
            if kind in (b"P", b"Q"):
                statement = body.strip(b"\0").replace(b"\0", b" ").decode().strip().lower()
            self.wfile.write(_answer(kind, statement))

    def _begins(self) -> bool:
        while True:
            (length,) = struct.unpack("!I", self.rfile.read(4) or b"\0\0\0\0")
            body = self.rfile.read(max(0, length - 4))
            if len(body) < 4 or body[:4] == struct.pack("!I", _CANCEL):
                return False
            if body[:4] != struct.pack("!I", _SSL):
                self.wfile.write(_HELLO)
                return True
            self.wfile.write(b"N")

    def _messages(self) -> Iterator[tuple[bytes, bytes]]:
        while (kind := self.rfile.read(1)) and kind != b"X":
            (length,) = struct.unpack("!I", self.rfile.read(4))
            yield kind, self.rfile.read(length - 4)


def _columns(statement: str) -> list[str]:
    """The columns that a statement yields; none where it yields no rows."""
    if not statement.startswith(("select", "show", "with")) and "returning" not in statement:
        return []
    found = _SELECTED.match(statement)
    return re.split(r",\s*(?![^()]*\))", found[1].strip()) if found is not None else [statement]


def _value(column: str) -> bytes:
    known = next((text for word, text in _ANSWERS.items() if word in column), "value")
    return (column if column.isdigit() else known).encode()


def _answer(kind: bytes, statement: str) -> bytes:
    columns = _columns(statement)
    names = [re.split(r"[\s.]", each.strip())[-1].encode() + b"\0" + _COLUMN for each in columns]
    values = [struct.pack("!I", len(text)) + text for text in map(_value, columns)]
    described = _message(b"T", struct.pack("!H", len(names)) + b"".join(names))
    described = described if columns else _message(b"n")
    row = _message(b"D", struct.pack("!H", len(values)) + b"".join(values)) if columns else b""
    done = _message(b"C", f"{statement.partition(' ')[0].upper() or 'SELECT'} 1\0".encode())
    return {
        b"P": _message(b"1"),
        b"B": _message(b"2"),
        b"C": _message(b"3"),
        b"D": _message(b"t", struct.pack("!H", 0)) + described,
        b"E": row + done,
        b"S": _READY,
        b"Q": (described if columns else b"") + row + done + _READY,
    }.get(kind, b"")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing: connections that break off are what this is about."""


class _Redis(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while line := self.rfile.readline():
            words = []
            for _ in range(int(line[1:])):
                length = int(self.rfile.readline()[1:])
                words.append(self.rfile.read(length + 2).strip().upper())
            self.wfile.write(_REDIS.get(words[0], b"$5\r\nvalue\r\n"))


_REDIS = {b"PING": b"+PONG\r\n", b"CLIENT": b"+OK\r\n", b"SET": b"+OK\r\n", b"INCR": b":1\r\n"}
_REDIS[b"HELLO"] = b"%1\r\n$5\r\nproto\r\n:3\r\n"


def _served(session: type[socketserver.StreamRequestHandler]) -> int:
    server = _Server(("127.0.0.1", 0), session)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return int(server.server_address[1])


@cache
def postgres_url() -> str:
    """The address of a server, for SQLAlchemy."""
    return f"postgresql+pg8000://app:app@127.0.0.1:{_served(_Session)}/app"


@cache
def redis_url() -> str:
    """The address of a server of Redis."""
    return f"redis://127.0.0.1:{_served(_Redis)}/0"

"""A database as far as connections are concerned: one round trip for each statement."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator


class Error(Exception):
    """What drivers raise."""


class OperationalError(Error):
    """The connection is gone."""


class InterfaceError(Error):
    """The connection was closed."""


class Cursor:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> Cursor:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def execute(self, *_: object) -> None:
        self._connection.ask()

    def fetchone(self) -> tuple[int, ...]:
        return (1, 2)

    def fetchall(self) -> list[tuple[int, ...]]:
        return [self.fetchone()]

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        return iter(self.fetchall())

    def close(self) -> None:
        pass


class Connection:
    def __init__(self, *_: object, **__: object) -> None:
        port = int(os.environ["ECHO_PORT"])
        self._socket = socket.create_connection(("127.0.0.1", port))
        self.closed = 0

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def ask(self) -> None:
        """One round trip; a failure closes the connection for ever."""
        if self.closed:
            raise InterfaceError("connection already closed")
        try:
            self._socket.sendall(b"?")
            if not self._socket.recv(1):
                raise OSError("closed by the peer")
        except OSError as error:
            self.closed = 2
            raise OperationalError("server closed the connection unexpectedly") from error

    def cursor(self, *_: object, **__: object) -> Cursor:
        return Cursor(self)

    def commit(self) -> None:
        self.ask()

    def rollback(self) -> None:
        self.ask()

    def close(self) -> None:
        self._socket.close()
        self.closed = 1

    def ping(self, reconnect: bool = True) -> None:
        """As PyMySQL: connect again if the server does not answer."""
        try:
            self.ask()
        except Error:
            if not reconnect:
                raise
            self.__init__()  # type: ignore[misc]


connect = Connection

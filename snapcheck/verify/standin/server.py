"""A small AWS on the loopback: what rotates is answered here, the rest by moto if it is there."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import parse_qsl

from snapcheck.verify.standin import moto
from snapcheck.verify.standin.answers import Fields, Reply, answer, credentials, stored

CREDENTIALS = "/credentials"
_UNKNOWN = 501
# What a proxy must not hand on: it frames its own message.
_OF_ONE_HOP = {"connection", "transfer-encoding", "content-length", "date", "server"}


class StandIn:
    """The server; `version` says which secrets it gives, and whoever runs the code changes it."""

    def __init__(self) -> None:
        self.version = 0
        self.unknown: set[str] = set()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.standin = self
        self._moto: moto.Moto | None = None
        self._lock = Lock()
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def moto_port(self) -> int | None:
        """Return the port of moto's server, which is started now; None where it is not there."""
        with self._lock:
            if self._moto is None and moto.is_installed():
                self._moto = moto.Moto()
            return self._moto.port if self._moto is not None else None

    def close(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()
        if self._moto is not None:
            self._moto.close()


class _Server(ThreadingHTTPServer):
    standin: StandIn
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing: a client that went away is what restores are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_: object) -> None:
        """Log nothing."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        standin = self.server.standin
        if self.path == CREDENTIALS:
            self._send(credentials(standin.version))
            return
        operation, given = _asked(self.headers.get("x-amz-target", ""), body)
        reply = answer(operation, given, standin.version)
        if reply is not None:
            self._send(reply)
        elif (port := standin.moto_port()) is not None:
            self._hand_on(port, body)
        elif (held := stored(operation or self._kind(), standin.version)) is not None:
            self._send(held)
        else:
            standin.unknown.add(operation or f"{self.command} {self.path.partition('?')[0]}")
            self._send(Reply(b'{"message": "not known to the stand-in"}'), _UNKNOWN)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = _answer  # noqa: N815

    def _kind(self) -> str:
        """Return `GET object` for a path with a bucket and a key, as S3 has them."""
        path = self.path.partition("?")[0].strip("/")
        return f"{self.command} object" if "/" in path else f"{self.command} {path}"

    def _send(self, reply: Reply, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("content-type", reply.content_type)
        self.send_header("content-length", str(len(reply.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def _hand_on(self, port: int, body: bytes) -> None:
        """Let moto answer."""
        connection = HTTPConnection("127.0.0.1", port)
        try:
            connection.request(self.command, self.path, body, dict(self.headers))
            got = connection.getresponse()
            data = got.read()
        finally:
            connection.close()
        self.send_response(got.status)
        for name, value in got.getheaders():
            if name.lower() not in _OF_ONE_HOP:
                self.send_header(name, value)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def _asked(target: str, body: bytes) -> tuple[str, Fields]:
    """Return the operation and its parameters; empty for services that say both in the address."""
    if target:
        try:
            given = json.loads(body or b"{}")
        except ValueError:
            given = {}
        return target.rpartition(".")[2], given if isinstance(given, dict) else {}
    if body.startswith(b"Action=") or b"&Action=" in body:
        form = dict(parse_qsl(body.decode("utf-8", "replace")))
        return form["Action"], dict(form)
    return "", {}

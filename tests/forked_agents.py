"""Agents that are forked from a process which has loaded the slow libraries: for many programs.

An agent starts in a moment then, where the import of boto3 alone takes most of a second. It is the
agent of `snapcheck verify` all the same, in a process of its own.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from snapcheck.verify import agent_process
from snapcheck.verify.agent_process import AgentProcess
from snapcheck.verify.surroundings import variables

_SERVER = """\
import json, os, signal, socket, sys
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location

sys.path[:] = [folder for folder in sys.path if folder]
spec = spec_from_file_location("snapcheck_agent_main", sys.argv[2])
loader = module_from_spec(spec)
spec.loader.exec_module(loader)
loader._load()
main = import_module("_snapcheck_agent.lifecycle").main
for name in sys.argv[3:]:
    try:
        import_module(name)
    except ImportError:
        pass
orders = socket.socket(fileno=int(sys.argv[1]))
me = os.getpid()


def reap(*_):
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


signal.signal(signal.SIGCHLD, reap)
while True:
    order, given, _, _ = socket.recv_fds(orders, 1 << 17, 2)
    if not order:
        break
    pid = os.fork()  # reseeds `random`, as a start would
    if pid:
        for each in given:
            os.close(each)
        orders.send(str(pid).encode())
        continue
    orders.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    os.environ.clear()
    os.environ.update(json.loads(order))
    main(*given, me)
"""


_SLOW = (
    *("boto3", "botocore.client", "botocore.session", "numpy", "requests", "httpx", "pydantic"),
    *("fastapi", "mangum", "flask", "chalice", "sqlalchemy", "pynamodb.models"),
    "aws_lambda_powertools",
)
_LOADED = {*sys.stdlib_module_names, *[name.partition(".")[0] for name in _SLOW]}


def is_shadowing(files: Iterable[Path]) -> bool:
    """Whether modules of a program are called like those that its agents would have loaded."""
    return any({file.stem, file.parent.name} & _LOADED for file in files)


class _Forked:
    """A process that another one has forked, as far as an agent's is asked."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def wait(self, timeout: float = 60) -> int:
        """Wait until it is gone; its status is not known."""
        until = time.monotonic() + timeout
        while os.path.exists(f"/proc/{self.pid}"):
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired("agent", timeout)
            time.sleep(0.002)
        return 1


class _ForkedAgent(AgentProcess):
    def __init__(self, server: socket.socket, given: Mapping[str, str]) -> None:
        read, theirs = os.pipe()
        commands, write = os.pipe()
        order = json.dumps(dict(given)).encode()
        socket.send_fds(server, [order], [commands, theirs])
        process: Any = _Forked(int(server.recv(64)))
        os.close(theirs)
        os.close(commands)
        self._process = process
        self._read, self._write = read, write
        self._buffer = bytearray()

    def end(self) -> None:
        """Let it end by itself, so that what it used is counted; else end it."""
        for descriptor in (self._read, self._write):
            os.close(descriptor)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(0.5)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


class Nursery:
    """The process that forks agents; it ends when this one closes it, or ends."""

    def __init__(self) -> None:
        self._orders, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVER, str(its.fileno()), str(agent_process._AGENT), *_SLOW],
            env=variables(os.environ, {}, "", None),
            pass_fds=[its.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        its.close()

    @contextlib.contextmanager
    def agent(
        self, python: Path, given: Mapping[str, str], *, show_output: bool = False
    ) -> Iterator[AgentProcess]:
        """Run an agent for as long as it is needed; the interpreter is that of the tests."""
        assert str(python) == sys.executable
        assert not show_output
        process = _ForkedAgent(self._orders, given)
        try:
            yield process
        finally:
            process.end()

    def close(self) -> None:
        """End the process."""
        self._orders.close()
        self._process.wait()

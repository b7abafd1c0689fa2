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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from proof_programs import Program, Shown, packages, show, text_of

from snapcheck.verify import agent_process, runner
from snapcheck.verify.agent_process import AgentProcess
from snapcheck.verify.surroundings import variables

_SERVER = Path(__file__).with_name("agent_server.py")
_PYTHON = (
    *("asyncio", "concurrent.futures", "dataclasses", "datetime", "email.message", "hashlib"),
    *("http.client", "importlib.metadata", "logging", "random", "secrets", "smtplib", "sqlite3"),
    *("ssl", "subprocess", "typing", "urllib.request", "uuid"),
)
_AWS = (
    *("boto3", "boto3.dynamodb.conditions", "botocore.client", "botocore.session", "requests"),
    "requests_aws4auth",
)
_OTHERS = (
    *("numpy", "httpx", "redis", "pydantic", "pydantic_settings", "fastapi", "fastapi.responses"),
    *("mangum", "flask", "flask.views", "chalice", "apig_wsgi", "serverless_wsgi", "sqlalchemy"),
    *("sqlalchemy.orm", "sqlalchemy.dialects.postgresql", "pynamodb.models", "cachetools"),
    *("tenacity", "structlog", "aws_lambda_powertools", "aws_lambda_powertools.middleware_factory"),
    *(
        f"aws_lambda_powertools.utilities.{name}"
        for name in ("batch", "data_classes", "idempotency", "parameters", "parser")
    ),
)
_SETS = (_PYTHON, (*_PYTHON, *_AWS), (*_PYTHON, *_AWS, *_OTHERS))


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


class _Nursery:
    """A process that has loaded some modules, and forks agents; it ends when this one does."""

    def __init__(self, modules: Sequence[str]) -> None:
        self._orders, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        program = [str(_SERVER), str(its.fileno()), str(agent_process._AGENT), *modules]
        self._process = subprocess.Popen(
            [sys.executable, *program],
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


class Nurseries:
    """Processes that fork agents: a small one for most programs, and larger ones for others.

    What a process has loaded is copied in part by each of its forks.
    """

    def __init__(self) -> None:
        self._started: dict[Sequence[str], _Nursery] = {}

    def show(self, program: Program) -> Shown:
        """Analyse and run a program, with agents of the smallest process that has what it needs."""
        before = runner.agent
        modules = _needed(program)
        if not _is_shadowing(program, modules):
            if modules not in self._started:
                self._started[modules] = _Nursery(modules)
            runner.agent = self._started[modules].agent
        try:
            return show(program)
        finally:
            runner.agent = before

    def close(self) -> None:
        """End the processes."""
        for each in self._started.values():
            each.close()


def _needed(program: Program) -> Sequence[str]:
    """The smallest set of modules that has all slow ones which a program imports."""
    imported = packages({file.name: text_of(file) for file in program.files})
    needed = imported & _names(_SETS[-1])
    return next(each for each in _SETS if needed <= _names(each))


def _is_shadowing(program: Program, modules: Iterable[str]) -> bool:
    """Whether modules of a program are called like those that its agents would have loaded."""
    loaded = sys.stdlib_module_names | _names(modules)
    files = [file.relative_to(program.root).with_suffix("") for file in program.files]
    return any(loaded.intersection(file.parts) for file in files)


def _names(modules: Iterable[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}

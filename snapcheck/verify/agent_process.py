"""A process that runs the user's code: started apart, heard with a time limit, and always ended."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from snapcheck.verify.observed import Message, decode

_AGENT = Path(__file__).parent / "agent" / "__main__.py"
_AT_ONCE = 65_536


class Silent(Exception):
    """A process that said nothing for as long as it may."""


class Ended(Exception):
    """A process that is gone before it said what it was to say; the message is why."""


class AgentProcess:
    """An agent; leads a process group of its own, so that nothing that it starts is left."""

    def __init__(
        self, python: Path, variables: Mapping[str, str], *, show_output: bool = False
    ) -> None:
        read, theirs = os.pipe()
        commands, write = os.pipe()
        output = sys.stderr.fileno() if show_output else subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(
                [str(python), str(_AGENT), str(commands), str(theirs), str(os.getpid())],
                env=dict(variables),
                pass_fds=(commands, theirs),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        except BaseException:
            os.close(read)
            os.close(write)
            raise
        finally:
            os.close(theirs)
            os.close(commands)
        self._read, self._write = read, write
        self._buffer = bytearray()

    def tell(self, command: object) -> None:
        """Send a command; a process that is gone is noticed when it is heard."""
        data = msgspec.json.encode(command) + b"\n"
        with contextlib.suppress(BrokenPipeError):
            while data:
                data = data[os.write(self._write, data) :]

    def hear(self, seconds: float) -> Message:
        """Return the next message. Raises Silent after `seconds`, and Ended."""
        until = time.monotonic() + seconds
        while b"\n" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                raise Silent
            got = os.read(self._read, _AT_ONCE)
            if not got:
                raise Ended(self._why())
            self._buffer += got
        line, _, rest = bytes(self._buffer).partition(b"\n")
        self._buffer = bytearray(rest)
        return decode(line)

    def _why(self) -> str:
        try:
            status = self._process.wait(1)
        except subprocess.TimeoutExpired:
            return "it closed its files"
        return f"signal {-status}" if status < 0 else f"exit status {status}"

    def end(self) -> None:
        """End the process and all that it started."""
        for descriptor in (self._read, self._write):
            with contextlib.suppress(OSError):
                os.close(descriptor)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@contextlib.contextmanager
def agent(
    python: Path, variables: Mapping[str, str], *, show_output: bool = False
) -> Iterator[AgentProcess]:
    """Run an agent for as long as it is needed, whatever happens meanwhile."""
    process = AgentProcess(python, variables, show_output=show_output)
    try:
        yield process
    finally:
        process.end()

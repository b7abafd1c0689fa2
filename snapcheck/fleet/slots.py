"""A place where one repository at a time is analysed: the process that does it, begun anew if lost.

The same here and on a Dask worker, so that both come to the same.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer

from snapcheck.fleet.frames import read_frame, write_frame
from snapcheck.fleet.nouns import Job, Outcome, State
from snapcheck.fleet.packed import packed, packed_job

# Seconds that the process gets beyond the time of a repository, to say that it was too long.
_GRACE = 60.0
_TRIES = 2
_CLONES = "snapcheck-clones-"


class Slot:
    """One process, and the folder that it clones into."""

    def __init__(self) -> None:
        _remove_left_over()
        self._clones = Path(tempfile.mkdtemp(prefix=f"{own_clones()}{os.getpid()}-"))
        self._process: subprocess.Popen[bytes] | None = None
        self._is_closed = False

    def __enter__(self) -> Slot:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, job: Job) -> bytes:
        """Return what came of a job, packed."""
        for _ in range(_TRIES):
            process = self._process or self._begin()
            with _ended_after(process, job.options.timeout + _GRACE) as late:
                answer = _asked(process, packed_job(job))
            if answer is not None:
                return answer
            self._end()
            if self._is_closed:
                break
            if late:
                seconds = f"{job.options.timeout:g}"
                return packed(Outcome(State.TOO_LONG, f"takes longer than {seconds} seconds"))
        return packed(Outcome(State.DIED, "the process that ran it ended"))

    def close(self) -> None:
        """End the process, whatever it does; no other one is begun."""
        self._is_closed = True
        self._end()
        shutil.rmtree(self._clones, ignore_errors=True)

    def _begin(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "snapcheck.fleet.runner", str(self._clones)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _asked(process: subprocess.Popen[bytes], question: bytes) -> bytes | None:
    """Return the answer of a process; None if it has ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        write_frame(process.stdin, question)  # type: ignore[arg-type]
        return read_frame(process.stdout)  # type: ignore[arg-type]
    except (OSError, ValueError):
        return None


@contextmanager
def _ended_after(process: subprocess.Popen[bytes], seconds: float) -> Iterator[list[bool]]:
    """End a process that takes so long; what is yielded is then not empty."""
    late: list[bool] = []

    def end() -> None:
        late.append(True)
        process.kill()

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _remove_left_over() -> None:
    """Remove the clones of processes that are no more."""
    folder = Path(tempfile.gettempdir())
    for clones in folder.glob(f"{own_clones()}*"):
        pid = clones.name.removeprefix(own_clones()).partition("-")[0]
        if pid.isdecimal() and not _is_alive(int(pid)):
            shutil.rmtree(clones, ignore_errors=True)


def own_clones() -> str:
    """Return how the folders of this machine begin: containers may share the place of them."""
    return f"{_CLONES}{re.sub(r'[^a-zA-Z0-9]', '_', socket.gethostname())}-"


def _is_alive(pid: int) -> bool:
    if sys.platform == "win32":
        return True  # asking would end it
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True

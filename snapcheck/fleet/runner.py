"""The process that analyses one repository after the other, each in a copy of itself.

`python -m snapcheck.fleet.runner CLONES` reads jobs from standard input and writes outcomes to
standard output. It has read the rules once; the copies need not. What ends a copy, its memory, its
time or a crash, ends neither this process nor the one that asked: a pool of processes could not
be had inside a Dask worker, which is a daemon.
"""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, BinaryIO

from snapcheck import knowledge
from snapcheck.analysis import processes
from snapcheck.analysis.follow import get_ready
from snapcheck.fleet.analysing import outcome_of
from snapcheck.fleet.frames import read_frame, write_frame
from snapcheck.fleet.nouns import Job, Options, Outcome, State
from snapcheck.fleet.packed import job_of, packed

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


_VARIABLES = "SNAPCHECK_"


def main() -> None:
    """Work until standard input ends."""
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else may come between the outcomes
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked ends this process
    for name in [each for each in os.environ if each.startswith(_VARIABLES)]:
        del os.environ[name]  # settings of who began the run are no repository's own
    clones = Path(sys.argv[1])
    knowledge.load().flows  # noqa: B018  read now, and once
    get_ready()
    gc.freeze()
    while (frame := read_frame(source)) is not None:
        job = job_of(frame)
        try:
            write_frame(target, _outcome(job, clones, source))
        finally:
            shutil.rmtree(clones / str(job.number), ignore_errors=True)
        if not processes.FORKS:
            return  # where there are no copies, each job has a process of its own


def _outcome(job: Job, clones: Path, source: BinaryIO) -> bytes:
    if not processes.FORKS:
        return packed(outcome_of(job, clones))
    if job.options.edits:
        import_module("snapcheck.fix.carry")  # LibCST, which no copy should import by itself
    worker = processes.begin(_work, (job, clones), forks=True)
    try:
        return _awaited(worker, job.options, source)
    finally:
        with suppress(OSError):  # git, and whatever else it began, ends with it
            os.killpg(worker.process.pid or 0, signal.SIGKILL)
        worker.end()


def _awaited(worker: processes.Worker, options: Options, source: BinaryIO) -> bytes:
    from multiprocessing.connection import wait

    end = monotonic() + options.timeout
    ready = wait([worker.pipe, source.fileno()], end - monotonic())
    if worker.pipe in ready:
        try:
            return worker.pipe.recv_bytes()
        except (EOFError, OSError):
            worker.process.join(1)
            return packed(_died(worker.process.exitcode))
    if ready:  # nobody waits for it any more
        os.killpg(worker.process.pid or 0, signal.SIGKILL)
        os._exit(1)
    return packed(Outcome(State.TOO_LONG, f"takes longer than {options.timeout:g} seconds"))


def _died(code: int | None) -> Outcome:
    """Return the outcome of a process that ended without one."""
    if code is not None and code < 0:
        with suppress(ValueError):
            return Outcome(State.DIED, f"ended by {signal.Signals(-code).name}")
    return Outcome(State.DIED, f"ended with {code}")


def _work(pipe: Connection, job: Job, clones: Path) -> None:
    os.setpgid(0, 0)
    processes.limit_memory(job.options.max_memory)
    try:
        outcome = outcome_of(job, clones)
        data = packed(outcome)
    except MemoryError:
        data = packed(Outcome(State.TOO_LARGE, f"needs more than {job.options.max_memory} MB"))
    except Exception as error:
        text = " ".join(f"{type(error).__name__}: {error}".split())
        data = packed(Outcome(State.DIED, f"internal error: {text}"))
    pipe.send_bytes(data)


if __name__ == "__main__":
    main()

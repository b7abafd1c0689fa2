"""Processes that work for this one: none of them outlives it, whatever ends it.

The system is asked to end them with it where it can do that (Linux); everywhere they end at the
end of a pipe that only this process holds open.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Result = TypeVar("Result")

FORKS = sys.platform == "linux"
"""Elsewhere, a copy of a process does not find all that it had."""

_PR_SET_PDEATHSIG = 1
# Of Ctrl-C, all processes of a terminal hear: the one that began the others ends them.
_OWN = ("SIGINT", "SIGTERM", "SIGHUP")

_running: set[BaseProcess] = set()


class Worker(Struct, eq=False):
    """A process, and this end of the pipe to it; it ends when its `lifeline` is closed."""

    process: BaseProcess
    pipe: Connection
    lifeline: Connection

    def end(self) -> None:
        """End the process at once, whatever it does."""
        with suppress(OSError, ValueError):
            self.process.kill()
        self.process.join(1)
        _running.discard(self.process)
        self.pipe.close()
        self.lifeline.close()


def end_all() -> None:
    """End all processes that work for this one; it need not wait for them."""
    for process in list(_running):
        with suppress(OSError, ValueError):
            process.kill()


def begin(
    serve: Callable[..., object],
    arguments: tuple[object, ...],
    *,
    forks: bool,
    others: Iterable[Worker] = (),
) -> Worker:
    """Begin a process that calls `serve` with its end of a pipe and the `arguments`.

    A copy of this process has the pipes to all `others` too: it closes them.
    """
    import multiprocessing

    context: Any = multiprocessing.get_context("fork" if forks else "spawn")
    here, there = context.Pipe()
    reading, writing = context.Pipe(duplex=False)
    theirs = [end for each in others for end in (each.pipe, each.lifeline)]
    inherited = (here, writing, *theirs) if forks else ()
    process = context.Process(
        target=_serve,
        args=(serve, there, reading),
        kwargs={"inherited": inherited, "parent": os.getpid(), "arguments": arguments},
        daemon=True,
    )
    # What comes between the copy and its own handlers would be handled as this process does.
    blocked = _blocked() if forks else None
    try:
        process.start()
        _running.add(process)
    finally:
        if blocked is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    there.close()
    reading.close()
    return Worker(process, here, writing)


def _blocked() -> set[int | signal.Signals]:
    import ctypes  # noqa: F401  so that no copy has to import it

    return {*signal.pthread_sigmask(signal.SIG_BLOCK, _signals())}


def _signals() -> set[signal.Signals]:
    return {getattr(signal, name) for name in _OWN if hasattr(signal, name)}


def _serve(
    serve: Callable[..., object],
    pipe: Connection,
    lifeline: Connection,
    *,
    inherited: Iterable[Connection],
    parent: int,
    arguments: tuple[object, ...],
) -> None:
    for each in _signals():
        signal.signal(each, signal.SIG_IGN if each is signal.SIGINT else signal.SIG_DFL)
    for other in inherited:
        other.close()
    _running.clear()
    _end_with(parent, lifeline)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _signals())
    try:
        serve(pipe, *arguments)
    except (EOFError, OSError, MemoryError):
        os._exit(1)  # the process at the other end is gone, or learns that this one is
    # Nothing of what this copy inherited is to be done at its end too.
    os._exit(0)


def _end_with(parent: int, lifeline: Connection) -> None:
    """End this process as soon as its parent has ended."""
    from threading import Thread

    if sys.platform == "linux":
        with suppress(OSError, AttributeError, ImportError):
            import ctypes

            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
    with suppress(RuntimeError):  # the system gives no more threads
        Thread(target=_watch, args=(lifeline,), daemon=True).start()


def _watch(lifeline: Connection) -> None:
    with suppress(EOFError, OSError):
        lifeline.recv_bytes()
    os._exit(1)


def limit_memory(megabytes: int) -> None:
    """Let this process have no more memory; where the system can't do that, nothing happens."""
    try:
        import resource

        limit = megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    except (ImportError, OSError, ValueError):
        return

"""What ends a run from outside: Ctrl-C, a CI job's time limit, a terminal that was closed.

The first signal ends the run in order, with one line; the next one ends it at once. Signals that
whoever started the process ignores (`nohup`) stay ignored.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_WORDS = {"SIGINT": "interrupted", "SIGTERM": "terminated", "SIGHUP": "hung up"}

_at_the_end: list[Callable[[], object]] = []
_received = [int(signal.SIGINT)]


class Interrupted(KeyboardInterrupt):
    """A signal that ends the run; `number` is that of the signal."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def handle_signals(end: Callable[[], object]) -> None:
    """Raise Interrupted at the first signal; at the next one call `end`, and leave."""
    _at_the_end[:] = [end]
    usual = (signal.SIG_DFL, signal.default_int_handler)
    for name in _WORDS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in usual:
            signal.signal(number, _interrupt)


@contextmanager
def put_off() -> Iterator[None]:
    """Let a signal wait until what must not be left half done is done."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    numbers = {getattr(signal, name) for name in _WORDS}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    for name in _WORDS:
        other = getattr(signal, name, None)
        if other is not None and signal.getsignal(other) is _interrupt:
            signal.signal(other, _leave)
    _received.append(number)
    raise Interrupted(number)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    for end in _at_the_end:
        end()
    os._exit(128 + number)


def code_of(error: BaseException) -> int:
    """Say in one line what ended the run; return the exit code that shells give for it."""
    found = error if isinstance(error, Interrupted) else error.__cause__
    # A library that waits for us may raise an interrupt of its own in place of ours.
    number = found.number if isinstance(found, Interrupted) else _received[-1]
    try:
        sys.stderr.write(f"snapcheck: {_WORDS[signal.Signals(number).name]}\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        pass  # nobody is there to read it
    return 128 + number

"""One line on a terminal that says how far a long analysis has come.

It goes to standard error, appears when a run has taken two seconds, and is gone when it ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from snapcheck.model.progress import OnProgress, Progress

# Seconds: before the line appears, and between two of its changes.
_PATIENCE = 2.0
_PAUSE = 0.1
# Columns of a terminal that does not say how many it has.
_USUAL = 80


@contextmanager
def progress_line(quiet: bool) -> Iterator[OnProgress | None]:
    """Yield who is to be told of the progress; None where nobody would see it."""
    with _line(quiet) as line:
        yield line.show if line is not None else None


@contextmanager
def text_line(quiet: bool) -> Iterator[Callable[[str], None] | None]:
    """Yield who is to be told what the line says; None where nobody would see it."""
    with _line(quiet) as line:
        yield line.say if line is not None else None


@contextmanager
def _line(quiet: bool) -> Iterator[_Line | None]:
    if quiet or not _is_watched():
        yield None
        return
    line = _Line()
    try:
        yield line
    finally:
        line.clear()


def _is_watched() -> bool:
    """Return whether a person looks at standard error, on a terminal that can rewrite a line."""
    in_ci = os.environ.get("CI", "").lower() not in ("", "0", "false")
    dumb = os.environ.get("TERM") == "dumb"
    return sys.stderr is not None and sys.stderr.isatty() and not in_ci and not dumb


class _Line:
    """The line, and the moment from which it may change again."""

    def __init__(self) -> None:
        self._next = monotonic() + _PATIENCE
        self._width = 0

    def show(self, progress: Progress) -> None:
        """Show the progress if it is time to."""
        if monotonic() >= self._next:
            self.say(_worded(progress))

    def say(self, text: str) -> None:
        """Show a text if it is time to."""
        now = monotonic()
        if now >= self._next:
            self._next = now + _PAUSE
            self._write(text)

    def clear(self) -> None:
        """Leave the terminal as it was."""
        if self._width:
            self._write("")
            click.echo("\r", nl=False, err=True)

    def _write(self, text: str) -> None:
        # A full line would wrap, and could then not be rewritten.
        text = text[: _columns() - 1]
        click.echo("\r" + text.ljust(self._width), nl=False, err=True)
        self._width = len(text)


def _columns() -> int:
    """Return the width of the terminal behind standard error; standard output may go elsewhere."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL
    except OSError:
        return _USUAL


def _worded(progress: Progress) -> str:
    from snapcheck.model.progress import Stage

    words = {
        Stage.FIND: "looking for files",
        Stage.READ: "looking at files",
        Stage.FOLLOW: "following programs",
        Stage.CHECK: "checking other files",
    }
    count = f": {progress.done} of {progress.total}" if progress.total else ""
    return f"snapcheck: {words[progress.stage]}{count}"

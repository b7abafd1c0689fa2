"""The files that no program runs: they are not followed, but that one is broken is said."""

from __future__ import annotations

from snapcheck.analysis.task import Task
from snapcheck.model import Problem
from snapcheck.read.python import check_syntax
from snapcheck.read.source import Unreadable


def died_on(path: str) -> Problem:
    """The problem of a file that killed the process that read it."""
    return Problem(path, 0, "reading it killed the process", "exclude it, and report it as a bug")


def check_file(path: str, task: Task) -> Problem | None:
    """A problem if the file `path` is no Python."""
    try:
        check_syntax(task.sources.bytes(path))
    except Unreadable as error:
        return task.sources.problem(path, error)
    return None

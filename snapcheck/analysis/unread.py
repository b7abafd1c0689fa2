"""Files that can't be read and that no function needs: a notice, and nothing for the exit code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from snapcheck.analysis.result import Result
from snapcheck.analysis.sources import Sources, relative
from snapcheck.model import Problem, ProblemKind, Request
from snapcheck.read.source import Unreadable

# What conventions take for an entry point, where only the text can be asked.
_MAY_BE_CALLED = re.compile(
    rb"""^(?:async[ \t]+)?def[ \t]+(?:lambda_)?handler\b
       | ^(?:lambda_)?handler[ \t]*[:=]
       | ^(?:async[ \t]+)?def[ \t]+\w+[ \t]*\(\s*_*(?:event|evt)_*\b""",
    re.MULTILINE | re.VERBOSE,
)
_SHOWN = 3


def not_needed(
    broken: Iterable[Problem], request: Request, sources: Sources, results: Iterable[Result]
) -> list[Problem]:
    """Return the problems of files that nobody asked about by name and that no program runs."""
    known = {problem for result in results for problem in result.problems}
    given = (*request.paths, *(request.changed or ()), *[file for file, _ in request.overlay])
    named = {relative(path, request.root) for path in map(Path, given)}
    return [
        problem
        for problem in broken
        if problem.kind is ProblemKind.UNREADABLE_FILE
        and problem not in known
        and problem.path not in named
        and not _may_be_called(problem.path, sources)
    ]


def _may_be_called(path: str, sources: Sources) -> bool:
    try:
        return _MAY_BE_CALLED.search(sources.bytes(path)) is not None
    except (OSError, Unreadable):
        return False


def notice_of(unread: Sequence[Problem]) -> list[str]:
    """Return what is said of such files; nothing if there are none."""
    if not unread:
        return []
    places = [f"{each.path}:{each.line} ({each.message})" for each in unread[:_SHOWN]]
    more = [f"{len(unread) - _SHOWN} more"] if len(unread) > _SHOWN else []
    files = "1 file" if len(unread) == 1 else f"{len(unread)} files"
    return [f"{files} that no entry point reaches can't be read: {', '.join([*places, *more])}"]

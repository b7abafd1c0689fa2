"""Writes ignore comments: one at each finding that is reported, all with one reason.

As with fixes, none is believed: the program is analysed again with the comments in it. A file in
which one does not silence its finding, or is itself complained of, stays as it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from snapcheck import analysis
from snapcheck.analysis.fixes import Changes, why_not_written
from snapcheck.fix.ignore_comment import commented, holds_in_python, holds_in_template
from snapcheck.model import Finding, Problem, ProblemKind, Report, Request
from snapcheck.model.progress import OnProgress
from snapcheck.read.source import Unreadable, decode, encode_like
from snapcheck.suppress.suppression import UNUSED_IGNORE

_NO_COMMENTS = ".json"


class Ignored(Struct, frozen=True):
    """The report on what is left, what was changed, and the findings that no comment can silence.

    `silenced` says how many others there were.
    """

    after: Report
    changes: Changes
    silenced: int
    left: tuple[Finding, ...]


class _Attempt(Struct, frozen=True):
    """A file with comments in it, and the findings that they silence."""

    path: str
    file: Path
    before: bytes
    after: bytes
    findings: tuple[Finding, ...]


def ignored(
    request: Request, reason: str, within: Path, on_progress: OnProgress | None = None
) -> Ignored:
    """Put ignore comments into the program, in memory; nothing is written.

    Files elsewhere than `within` a folder, links followed, or with several names are problems.
    """
    program = _Program(request, reason, on_progress)
    report = program.analysed(())
    wanted: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.rule != UNUSED_IGNORE:
            wanted.setdefault(finding.span.path, []).append(finding)
    problems = []
    attempts = []
    for path in list(wanted):
        why = why_not_written(request.root / path, within)
        try:
            attempts += [program.attempt(path, wanted[path])] if why is None else []
        except (OSError, Unreadable) as error:
            why = str(error), ""
        if why is not None:
            problems.append(_not_written(path, why[0]))
            del wanted[path]
    attempts = [each for each in attempts if each.findings]
    after = program.analysed(attempts)
    held = [each for each in attempts if _holds(each, report, after)]
    if len(held) < len(attempts):
        after = program.analysed(held)
    done = {finding.fingerprint for each in held for finding in each.findings}
    left = [each for found in wanted.values() for each in found if each.fingerprint not in done]
    return Ignored(
        replace(after, problems=tuple(sorted((*after.problems, *problems)))),
        {each.file: (each.before, each.after) for each in held},
        sum(len(each.findings) for each in held),
        tuple(left),
    )


def _not_written(path: str, reason: str) -> Problem:
    message = f"no ignore comment was written: {reason}"
    return Problem(path, 0, message, "write it by hand", kind=ProblemKind.NOT_FIXED)


def _holds(attempt: _Attempt, before: Report, after: Report) -> bool:
    """Return whether the comments in a file silence what they should, and nothing is new there."""
    silenced = {finding.fingerprint for finding in attempt.findings}
    known = {finding.fingerprint for finding in before.findings} - silenced
    there = [each for each in after.findings if each.span.path == attempt.path]
    return all(finding.fingerprint in known for finding in there)


class _Program:
    """The program with ignore comments in it, in memory."""

    def __init__(self, request: Request, reason: str, on_progress: OnProgress | None) -> None:
        self._request = request
        self._reason = reason
        self._on_progress = on_progress
        self._memory = analysis.LiveMemory()

    def analysed(self, attempts: Iterable[_Attempt]) -> Report:
        """Return the report on the program with these attempts in it."""
        return self._analysed([(each.file, each.after) for each in attempts])

    def _analysed(self, texts: Iterable[tuple[Path, bytes]]) -> Report:
        request = replace(self._request, overlay=(*self._request.overlay, *texts))
        return analysis.check(request, memory=self._memory, on_progress=self._on_progress)

    def attempt(self, path: str, findings: Iterable[Finding]) -> _Attempt:
        """Return a file with comments for its findings. Raises OSError and Unreadable."""
        file = Path(os.path.abspath(self._request.root / path))
        before = file.read_bytes()
        text = decode(before)

        def holds(tried: str, finding: Finding) -> bool:
            if path.endswith(".py"):
                return holds_in_python(tried, finding)
            if holds_in_template(tried, finding):
                return True
            # It may stand in code that is written into the template: who reads that knows.
            suppressed = self._analysed([(file, encode_like(tried, before))]).suppressed
            return any(each.finding.fingerprint == finding.fingerprint for each in suppressed)

        if file.suffix == _NO_COMMENTS:
            return _Attempt(path, file, before, before, ())
        changed, silenced = commented(findings, text, holds, self._reason)
        return _Attempt(path, file, before, encode_like(changed, before), silenced)

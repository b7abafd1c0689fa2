"""Mends what can be mended: fixes and analyses in turns, until nothing more is to be done.

No fix is believed. The mended program is analysed again before anything is written; a file whose
fixes did not silence their findings, or that has a finding it did not have before, stays as it is.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from snapcheck import analysis
from snapcheck.fix.generators import SEED_RULES, SEEDABLE
from snapcheck.fix.propose import fixed
from snapcheck.model import Finding, Report, Request
from snapcheck.read.source import Unreadable, encode_like

# A turn mends all that goes together; what is left over is rare.
_MOST_TURNS = 5


class RepairError(ValueError):
    """A mended file that can't be written: one line with the file and the cause."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """The report on the mended program, and what was changed to get there.

    `changes` are the files' contents before and after; `before` is the report on what was there.
    """

    before: Report
    after: Report
    changes: Mapping[Path, tuple[bytes, bytes]]
    mended: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One file as it would be, the findings that are mended in it, and a note."""

    path: str
    file: Path
    source: bytes
    findings: tuple[Finding, ...]
    note: str


def repair(request: Request, *, unsafe: bool) -> Repaired:
    """Mend the program in memory; nothing is written."""
    first = before = analysis.check(request)
    sources: dict[Path, bytes] = {}
    notes: dict[str, None] = {}
    refused: set[str] = set()
    for _ in range(_MOST_TURNS):
        attempts = list(_attempts(before, request, sources, unsafe, refused))
        if not attempts:
            break
        after, kept = _proved(before, attempts, request, sources)
        for attempt in attempts:
            if attempt in kept:
                sources[attempt.file] = attempt.source
                notes.update({attempt.note: None} if attempt.note else {})
            else:
                refused.update(finding.fingerprint for finding in attempt.findings)
        before = after
    changes = {file: (file.read_bytes(), sources[file]) for file in sorted(sources)}
    mended = len(first.findings) - len(before.findings)
    return Repaired(first, before, changes, mended, tuple(notes))


def write(repaired: Repaired) -> None:
    """Write the mended files. Raises RepairError for one that can't be written."""
    for file, (before, after) in repaired.changes.items():
        try:
            if file.read_bytes() != before:
                raise RepairError(f"'{file}' was changed meanwhile; run again")
            file.write_bytes(after)
        except OSError as error:
            raise RepairError(f"can't write '{file}': {error.strerror or error}") from error


def _attempts(
    report: Report,
    request: Request,
    sources: Mapping[Path, bytes],
    unsafe: bool,
    refused: set[str],
) -> Iterator[_Attempt]:
    """Each file with findings that can be mended, as it would be."""
    by_path: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.fix is not None and finding.fingerprint not in refused:
            by_path.setdefault(finding.span.path, []).append(finding)
    # A reseeded generator is reseeded for all files, from one where the entry points surely look.
    entries = {entry.path for entry in report.entry_points}
    # Who seeds with a constant wants the same numbers, so that no other fix may reseed either.
    wants_constant = not unsafe and any(
        finding.fix is not None and not finding.fix.safe
        for finding in report.findings
        if finding.rule in SEED_RULES
    )
    renewed = set(SEEDABLE) if wants_constant else set()
    for path in sorted(by_path, key=lambda path: (path not in entries, path)):
        file = Path(os.path.abspath(request.root / path))
        source = sources.get(file) or file.read_bytes()
        attempt = _attempt(path, file, source, by_path[path], unsafe, renewed)
        if attempt is not None:
            yield attempt


def _attempt(
    path: str,
    file: Path,
    source: bytes,
    findings: list[Finding],
    unsafe: bool,
    renewed: set[str],
) -> _Attempt | None:
    try:
        text, mended, note = fixed(findings, source, unsafe=unsafe, renewed=renewed)
        after = encode_like(text, source)
    except Unreadable:
        return None
    if not mended or after == source:
        return None
    return _Attempt(path, file, after, tuple(mended), note)


def _proved(
    before: Report, attempts: list[_Attempt], request: Request, sources: Mapping[Path, bytes]
) -> tuple[Report, list[_Attempt]]:
    """The attempts that hold what they promise, and the report on the program with them."""
    after = _analysed(attempts, request, sources)
    if _is_better(before, after, attempts):
        return after, attempts
    kept: list[_Attempt] = []
    report = before
    for attempt in attempts:
        after = _analysed([*kept, attempt], request, sources)
        if _is_better(report, after, [attempt]):
            kept.append(attempt)
            report = after
    return report, kept


def _analysed(
    attempts: Iterable[_Attempt], request: Request, sources: Mapping[Path, bytes]
) -> Report:
    overlay = {**sources, **{attempt.file: attempt.source for attempt in attempts}}
    return analysis.check(replace(request, overlay=tuple(overlay.items())))


def _is_better(before: Report, after: Report, attempts: Iterable[_Attempt]) -> bool:
    """Whether all that was to be mended is gone, and nothing came instead."""
    if len(after.problems) > len(before.problems):
        return False
    allowed = Counter((finding.span.path, finding.rule) for finding in before.findings)
    allowed.subtract(
        (finding.span.path, finding.rule) for attempt in attempts for finding in attempt.findings
    )
    found = Counter((finding.span.path, finding.rule) for finding in after.findings)
    return all(found[key] <= allowed[key] for key in found)

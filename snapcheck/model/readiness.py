"""Which functions are ready for SnapStart, which are not, and of which that is not known.

A function of a report alone, so that a run of one repository, a list of entry points and a report
of a whole company can't disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import Enum

from msgspec import Struct

from snapcheck.model import (
    Coverage,
    EntryPoint,
    EntryPointKind,
    Finding,
    Level,
    Problem,
    Report,
    Silence,
)

BLOCKING = frozenset({"SNAP801", "SNAP802", "SNAP803"})
"""Rules about deployments with which SnapStart can't work, whatever their level."""


class Ready(Enum):
    """Whether a function is ready, worst first."""

    NO = "no"
    UNKNOWN = "not known"
    WARNINGS = "with warnings"
    YES = "yes"


class Readiness(Struct, frozen=True):
    """Whether one function is ready for SnapStart, and why.

    `errors`, `warnings` and `notes` count what is reported of it, `accepted` what its baseline
    holds. `rules` are the codes of what keeps it from being ready, `doubts` why nobody can know.
    `packages` are third-party packages that it imports and that nothing is known of.
    """

    entry: EntryPoint
    ready: Ready
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    accepted: int = 0
    rules: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()


def readiness_of(report: Report) -> tuple[Readiness, ...]:
    """Return whether each function of a report is ready, in the order of places.

    Of no function where the report tells of a part of the findings only.
    """
    if report.partial:
        return ()
    entries = {entry: entry for entry in report.entry_points}
    coverage = {_key(each): each for each in report.coverage}
    for path, function in coverage:
        # A function that does not exist, or was not reached, is still one that was asked about.
        lacking = EntryPoint(path, function, EntryPointKind.TEMPLATE)
        entries.setdefault(lacking, lacking)
    reported = _by_entry(report.findings)
    accepted = _by_entry(each.finding for each in report.suppressed if each.by is Silence.BASELINE)
    return tuple(
        [
            _of(
                entry,
                reported.get(entry, []),
                len(accepted.get(entry, [])),
                coverage.get((entry.path, entry.function)),
                report.problems,
            )
            for entry in sorted(entries.values())
        ]
    )


def counted(readiness: Iterable[Readiness]) -> Mapping[Ready, int]:
    """Return how many functions there are of each kind, worst first."""
    counts = dict.fromkeys(Ready, 0)
    for each in readiness:
        counts[each.ready] += 1
    return counts


def _key(coverage: Coverage) -> tuple[str, str]:
    return coverage.path, coverage.function


def _by_entry(findings: Iterable[Finding]) -> dict[EntryPoint, list[Finding]]:
    found: dict[EntryPoint, list[Finding]] = defaultdict(list)
    for finding in findings:
        for entry in set(finding.entry_points):
            found[entry].append(finding)
    return found


def _of(
    entry: EntryPoint,
    findings: list[Finding],
    accepted: int,
    coverage: Coverage | None,
    problems: tuple[Problem, ...],
) -> Readiness:
    levels = [finding.level for finding in findings]
    blocking = {f.rule for f in findings if f.level is Level.ERROR or f.rule in BLOCKING}
    doubts = tuple(_doubts(entry, coverage, problems))
    if blocking:
        ready = Ready.NO
    elif doubts:
        ready = Ready.UNKNOWN
    else:
        ready = Ready.WARNINGS if Level.WARNING in levels else Ready.YES
    return Readiness(
        entry,
        ready,
        levels.count(Level.ERROR),
        levels.count(Level.WARNING),
        levels.count(Level.NOTE),
        accepted,
        tuple(sorted(blocking)),
        doubts,
        coverage.packages if coverage is not None else (),
    )


def _doubts(
    entry: EntryPoint, coverage: Coverage | None, problems: tuple[Problem, ...]
) -> Iterable[str]:
    """Yield what keeps the verdict on a function from being known."""
    own = set(coverage.problems) if coverage is not None else set()
    for problem in problems:
        if problem in own or _concerns(problem, entry):
            place = f"{problem.path}:{problem.line}" if problem.line else problem.path
            yield f"{place}: {problem.message}" if place else problem.message
    if coverage is not None:
        yield from coverage.doubts


def _concerns(problem: Problem, entry: EntryPoint) -> bool:
    """Return whether a problem of a deployment file, or of the whole run, is one of a function.

    A template that can't be read may declare what was found by convention in its folder.
    """
    if not problem.path:
        return True
    if problem.path.endswith(".py"):
        return problem.path == entry.path
    if entry.declared_in is not None:
        return entry.declared_in == problem.path
    folder = problem.path.rpartition("/")[0]
    return entry.kind is EntryPointKind.CONVENTION and entry.path.startswith(
        f"{folder}/" if folder else ""
    )

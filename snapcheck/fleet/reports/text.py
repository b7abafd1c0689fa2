"""The report of a fleet for a person at a terminal: a line a repository, and what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from snapcheck.fleet.nouns import Row, State
from snapcheck.fleet.reports.rows import Rows
from snapcheck.fleet.totals import Totals
from snapcheck.model.readiness import Ready
from snapcheck.report.cells import one_line, safe
from snapcheck.report.summary import count

_HEAD = ("repository", "ready", "warned", "not", "unknown", "")
_MOST = 10


def pieces(rows: Rows) -> Iterator[str]:
    """Yield the report."""
    width = max([len(_HEAD[0]), *[len(safe(row.name)) for row in rows()]])
    totals = Totals()
    yield _line(width, *_HEAD)
    for row in rows():
        totals.add(row)
        ready = Counter(each.ready for each in row.readiness)
        yield _line(
            width,
            safe(row.name),
            *[str(ready[each]) for each in (Ready.YES, Ready.WARNINGS, Ready.NO, Ready.UNKNOWN)],
            one_line(aside(row)),
        )
    yield "\n"
    yield from (f"{text}\n" for text in sentences(totals))


def aside(row: Row) -> str:
    """Return what a row has to say beside its numbers."""
    outcome = row.outcome
    if outcome.report is None:
        return f"{outcome.state.value}: {outcome.reason}"
    told = []
    if outcome.report.problems:
        told.append(count(len(outcome.report.problems), "problem"))
    if not row.readiness:
        told.append("no function")
    return ", ".join(told)


def _line(width: int, name: str, *cells: str) -> str:
    *numbers, last = cells
    shown = "  ".join(cell.rjust(7) for cell in numbers)
    return f"{name.ljust(width)}  {shown}  {last}".rstrip() + "\n"


def sentences(totals: Totals) -> Iterator[str]:
    """Yield what the rows come to."""
    ready = totals.ready[Ready.YES] + totals.ready[Ready.WARNINGS]
    yield (
        f"{ready} of {count(totals.functions, 'function')} in "
        f"{count(totals.repositories, 'repository').replace('repositorys', 'repositories')} ready "
        f"for SnapStart ({totals.ready[Ready.WARNINGS]} with warnings), "
        f"{totals.ready[Ready.NO]} not, {totals.ready[Ready.UNKNOWN]} not known."
    )
    failed = totals.repositories - totals.states[State.ANALYSED]
    if failed:
        yield f"{failed} of {totals.repositories} repositories could not be analysed."
    if totals.rules:
        yield f"Rules that hurt most: {_most(totals.rules, totals.rule_repositories)}."
    if totals.libraries:
        yield f"Libraries: {_most(totals.libraries, totals.library_repositories)}."
    if totals.packages:
        names = ", ".join(name for name, _ in most_common(totals.packages, _MOST))
        yield f"{count(len(totals.packages), 'package')} nothing is known of: {names}."


def most_common(counts: Counter[str], most: int) -> list[tuple[str, int]]:
    """Return the largest counts, those that are equal by name."""
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:most]


def _most(findings: Counter[str], repositories: Counter[str]) -> str:
    return ", ".join(
        f"{name} ({number} in {repositories[name]})"
        for name, number in most_common(findings, _MOST)
    )

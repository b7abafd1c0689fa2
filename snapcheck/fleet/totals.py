"""The numbers of a whole fleet, counted row by row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from snapcheck.fleet.nouns import Row, State
from snapcheck.model import Finding, StepKind
from snapcheck.model.readiness import Ready

_API = re.compile(r"`([A-Za-z_]\w*)\.[\w.]+")


class Totals(Struct):
    """What rows come to together.

    `rules` and `libraries` count findings; `rule_repositories` and `library_repositories` in how
    many repositories; `packages` in how many functions each unknown package is imported.
    """

    repositories: int = 0
    states: Counter[State] = field(default_factory=Counter)
    ready: Counter[Ready] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)
    accepted: int = 0
    problems: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    rule_repositories: Counter[str] = field(default_factory=Counter)
    libraries: Counter[str] = field(default_factory=Counter)
    library_repositories: Counter[str] = field(default_factory=Counter)
    packages: Counter[str] = field(default_factory=Counter)
    files: int = 0

    @property
    def functions(self) -> int:
        """How many functions there are."""
        return self.ready.total()

    def add(self, row: Row) -> None:
        """Count one row."""
        self.repositories += 1
        self.states[row.outcome.state] += 1
        self.ready.update(each.ready for each in row.readiness)
        self.accepted += sum(each.accepted for each in row.readiness)
        self.packages.update(name for each in row.readiness for name in each.packages)
        report = row.outcome.report
        if report is None:
            return
        self.files += report.files_seen
        self.problems += len(report.problems)
        self.levels.update(finding.level.label for finding in report.findings)
        rules = Counter(finding.rule for finding in report.findings)
        self.rules.update(rules)
        self.rule_repositories.update(rules.keys())
        libraries = Counter(filter(None, map(library_of, report.findings)))
        self.libraries.update(libraries)
        self.library_repositories.update(libraries.keys())


def totals_of(rows: Iterable[Row]) -> Totals:
    """Return the numbers of all rows."""
    totals = Totals()
    for row in rows:
        totals.add(row)
    return totals


def library_of(finding: Finding) -> str:
    """Return the library whose API a finding is about; empty if it is about none."""
    made = [step.text for step in finding.trace if step.kind is StepKind.MADE]
    for text in (*made, finding.message):
        found = _API.search(text)
        if found is not None:
            return found[1]
    return ""


def totals_object(totals: Totals) -> Mapping[str, object]:
    """Return the numbers as JSON."""
    return {
        "repositories": totals.repositories,
        "by_state": {state.value: totals.states[state] for state in State},
        "functions": totals.functions,
        "by_readiness": {ready.value: totals.ready[ready] for ready in Ready},
        "findings": totals.levels.total(),
        "by_level": {level: totals.levels[level] for level in ("error", "warning", "note")},
        "by_rule": dict(sorted(totals.rules.items())),
        "by_library": dict(sorted(totals.libraries.items())),
        "unknown_packages": dict(sorted(totals.packages.items())),
        "accepted": totals.accepted,
        "problems": totals.problems,
        "files_seen": totals.files,
    }

"""What got better and what got worse from one report of a fleet to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from snapcheck.fleet.nouns import Row, State
from snapcheck.fleet.reports.rows import Rows
from snapcheck.model import Finding
from snapcheck.model.readiness import Ready

_ORDER = {ready: number for number, ready in enumerate(Ready)}
"""How ready, from the worst."""


class Change(Struct, frozen=True):
    """A function that is more or less ready than it was; None where there was, or is, none."""

    repository: str
    function: str
    before: Ready | None
    after: Ready | None

    @property
    def is_worse(self) -> bool:
        """Return whether it is less ready; of a new one, whether it is not ready."""
        if self.after is None:
            return False
        before = self.before if self.before is not None else Ready.WARNINGS
        return _ORDER[self.after] < min(_ORDER[before], _ORDER[Ready.WARNINGS])


class Found(Struct, frozen=True, order=True):
    """A finding as it is told in a difference."""

    repository: str
    path: str
    line: int
    rule: str
    level: str
    message: str
    fingerprint: str


class Difference(Struct, frozen=True):
    """All that differs; `before` and `after` count functions by readiness."""

    before: Mapping[Ready, int]
    after: Mapping[Ready, int]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    states: tuple[tuple[str, State, State], ...]
    changes: tuple[Change, ...]
    new: tuple[Found, ...]
    gone: tuple[Found, ...]

    @property
    def is_worse(self) -> bool:
        """Return whether anything got worse."""
        lost = any(after is not State.ANALYSED for _, _, after in self.states)
        return lost or bool(self.new) or any(change.is_worse for change in self.changes)


class _Known(Struct, frozen=True):
    """What a comparison needs of a row."""

    state: State
    ready: Mapping[str, Ready]
    findings: Mapping[tuple[str, str], tuple[Found, ...]]


def difference(old: Rows, new: Rows) -> Difference:
    """Return what differs between two reports, by the names of repositories.

    A finding is the same as before if rule and fingerprint are.
    """
    earlier = {row.name: _known(row) for row in old()}
    later = {row.name: _known(row) for row in new()}
    both = sorted(earlier.keys() & later.keys())
    states = [(name, earlier[name].state, later[name].state) for name in both]
    # What could not be looked at today need not be gone.
    compared = [name for name in both if later[name].state is earlier[name].state]
    return Difference(
        _counted(earlier),
        _counted(later),
        tuple(sorted(later.keys() - earlier.keys())),
        tuple(sorted(earlier.keys() - later.keys())),
        tuple([each for each in states if each[1] is not each[2]]),
        tuple(
            [change for name in compared for change in _changes(name, earlier[name], later[name])]
        ),
        tuple(sorted(found for name in compared for found in _more(later[name], earlier[name]))),
        tuple(sorted(found for name in compared for found in _more(earlier[name], later[name]))),
    )


def _known(row: Row) -> _Known:
    findings: dict[tuple[str, str], list[Found]] = {}
    report = row.outcome.report
    for finding in report.findings if report is not None else ():
        found = _found(row.name, finding)
        findings.setdefault((finding.rule, finding.fingerprint), []).append(found)
    return _Known(
        row.outcome.state,
        {f"{each.entry.path}:{each.entry.function}": each.ready for each in row.readiness},
        {key: tuple(each) for key, each in findings.items()},
    )


def _found(repository: str, finding: Finding) -> Found:
    return Found(
        repository,
        finding.span.path,
        finding.span.line,
        finding.rule,
        finding.level.label,
        finding.message,
        finding.fingerprint,
    )


def _counted(known: Mapping[str, _Known]) -> Mapping[Ready, int]:
    counts = Counter(ready for each in known.values() for ready in each.ready.values())
    return {ready: counts[ready] for ready in Ready}


def _changes(name: str, before: _Known, after: _Known) -> Iterator[Change]:
    for function in sorted(before.ready.keys() | after.ready.keys()):
        was, now = before.ready.get(function), after.ready.get(function)
        if was is not now:
            yield Change(name, function, was, now)


def _more(these: _Known, those: _Known) -> Iterator[Found]:
    """Yield the findings of `these` that `those` have not, or have not as often."""
    for key, found in these.findings.items():
        yield from found[len(those.findings.get(key, ())) :]


def difference_object(found: Difference) -> Mapping[str, object]:
    """Return a difference as JSON."""
    return {
        "schema_version": 1,
        "readiness": {
            "before": {ready.value: number for ready, number in found.before.items()},
            "after": {ready.value: number for ready, number in found.after.items()},
        },
        "added": list(found.added),
        "removed": list(found.removed),
        "states": [
            {"repository": name, "before": before.value, "after": after.value}
            for name, before, after in found.states
        ],
        "functions": [_change_object(change) for change in found.changes],
        "new_findings": [_found_object(each) for each in found.new],
        "gone_findings": [_found_object(each) for each in found.gone],
        "worse": found.is_worse,
    }


def _change_object(change: Change) -> Mapping[str, object]:
    return {
        "repository": change.repository,
        "function": change.function,
        "before": change.before.value if change.before is not None else None,
        "after": change.after.value if change.after is not None else None,
    }


def _found_object(found: Found) -> Mapping[str, object]:
    return {name: getattr(found, name) for name in Found.__struct_fields__}


def difference_lines(found: Difference) -> Iterator[str]:
    """Yield a difference as lines of text."""
    yield from (f"added: {name}" for name in found.added)
    yield from (f"removed: {name}" for name in found.removed)
    for name, before, after in found.states:
        yield f"{name}: {before.value} -> {after.value}"
    for change in found.changes:
        before_word = change.before.value if change.before is not None else "(new)"
        after_word = change.after.value if change.after is not None else "(gone)"
        yield f"{change.repository}: {change.function}: {before_word} -> {after_word}"
    for sign, findings in (("+", found.new), ("-", found.gone)):
        for each in findings:
            place = f"{each.repository}: {each.path}:{each.line}"
            yield f"{sign} {place}: {each.level}[{each.rule}] {each.message}"
    yield _counts(found)


def _counts(found: Difference) -> str:
    parts = [
        f"{ready.value} {found.before[ready]} -> {found.after[ready]}" for ready in reversed(Ready)
    ]
    return f"Ready for SnapStart: {', '.join(parts)}."

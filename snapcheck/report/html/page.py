"""What the page shows: findings as stories in lanes, and the indices that its filters work on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from snapcheck.digest import digest_of
from snapcheck.model import (
    EntryPoint,
    Finding,
    Level,
    Problem,
    Report,
    Rule,
    Suppressed,
)
from snapcheck.model.readiness import Readiness, readiness_of
from snapcheck.report.cells import one_line, safe
from snapcheck.report.html.code import Code
from snapcheck.report.html.modules import Pictures, pictures_of
from snapcheck.report.html.prose import Prose, prose_of
from snapcheck.report.html.timeline import Timeline, timeline_of
from snapcheck.report.order import in_order
from snapcheck.report.readiness import sentence, why
from snapcheck.report.sentence import KIND_WORDS
from snapcheck.report.summary import count, sentences

MOST_FINDINGS = 5_000
"""How many findings a page holds; beyond, a browser gets slow. The worst are kept."""

_ENTRIES_SHOWN = 4
_FINGERPRINT = re.compile(r"[0-9a-f]{16,64}")


class FixView(Struct, frozen=True):
    """What a fix does, and the option that applies it."""

    text: tuple[Prose, ...]
    option: str


class Function(Struct, frozen=True):
    """A function, and whether it is ready for SnapStart."""

    place: str
    ready: str
    why: str


class FindingView(Struct, frozen=True):
    """One finding as the template takes it."""

    anchor: str
    rule: str
    level: str
    title: str
    place: str
    message: tuple[Prose, ...]
    instead: tuple[Prose, ...]
    timeline: Timeline
    fix: FixView | None
    entries: tuple[str, ...]
    more_entries: int
    confidence: str


class Choice(Struct, frozen=True):
    """One thing that a filter offers: its word in addresses, what is shown, and how many have it.

    `level` is that of a rule's worst finding.
    """

    value: str
    label: str
    findings: int
    level: str = ""


class Item(Struct, frozen=True):
    """A line of the lists beside the findings: where, what, and what about it."""

    place: str
    text: str
    aside: str


class Page(Struct, frozen=True):
    """Everything that the template shows, and `data`, which the script works on.

    `headline` is the first of the `sentences`, as plain text.
    """

    version: str
    headline: str
    sentences: tuple[tuple[Prose, ...], ...]
    levels: tuple[Choice, ...]
    rules: tuple[Choice, ...]
    entries: tuple[Choice, ...]
    files: tuple[Choice, ...]
    findings: tuple[FindingView, ...]
    left_out: int
    functions: tuple[Function, ...]
    problems: tuple[Item, ...]
    notices: tuple[tuple[Prose, ...], ...]
    silenced: tuple[Item, ...]
    opened: bool
    data: Mapping[str, object]


# So many findings are read one after the other; of more, one looks for some.
_OPENED = 12


def page_of(report: Report) -> Page:
    """Return the page of a report; the same report gives the same page."""
    findings = _shown(in_order(report.findings))
    rules = {rule.code: rule for rule in report.rules}
    entries = sorted({*report.entry_points, *[e for f in findings for e in f.entry_points]})
    index = _Index(findings, entries)
    code = Code(report.sources)
    views = [
        _finding(finding, anchor, rules, code)
        for finding, anchor in zip(findings, _anchors(findings), strict=True)
    ]
    told = [*sentences(report), *filter(None, [sentence(readiness_of(report))])]
    pictures = pictures_of(report, findings)
    return Page(
        safe(report.version),
        told[0],
        tuple(map(prose_of, told)),
        _levels(findings),
        index.rules(rules),
        index.entries(),
        index.files(),
        tuple(views),
        len(report.findings) - len(findings),
        tuple(map(_function, readiness_of(report))),
        tuple(map(_problem, sorted(report.problems))),
        tuple([prose_of(one_line(notice)) for notice in report.notices]),
        tuple(map(_silenced, report.suppressed)),
        len(findings) <= _OPENED,
        index.data(pictures),
    )


def _function(each: Readiness) -> Function:
    place = safe(f"{each.entry.path}:{each.entry.function}")
    return Function(place, each.ready.value, one_line(why(each)))


def _shown(findings: list[Finding]) -> list[Finding]:
    """Return the findings that the page has room for, the worst first."""
    return sorted(findings, key=lambda finding: -finding.level)[:MOST_FINDINGS]


def _anchors(findings: Iterable[Finding]) -> list[str]:
    """Return a name for each finding that stays the same while the finding does."""
    found = []
    names: Counter[str] = Counter()
    for finding in findings:
        known = finding.fingerprint
        name = (known if _FINGERPRINT.fullmatch(known) else digest_of(repr(finding.span)))[:16]
        names[name] += 1
        found.append(f"finding-{name}" if names[name] == 1 else f"finding-{name}-{names[name]}")
    return found


def _finding(finding: Finding, anchor: str, rules: Mapping[str, Rule], code: Code) -> FindingView:
    rule = rules.get(finding.rule)
    entries = sorted(set(finding.entry_points))
    span = finding.span
    return FindingView(
        anchor,
        safe(finding.rule),
        finding.level.label,
        _sentence(one_line(rule.summary if rule is not None else finding.name)),
        safe(f"{span.path}:{span.line}:{span.column}"),
        prose_of(finding.message),
        prose_of(finding.instead),
        timeline_of(finding, rule, code),
        _fix(finding),
        tuple(map(_entry, entries[:_ENTRIES_SHOWN])),
        max(0, len(entries) - _ENTRIES_SHOWN),
        finding.confidence.label,
    )


def _sentence(text: str) -> str:
    """Return a text with a capital, unless it begins with a name of code."""
    return text[:1].upper() + text[1:] if text.partition(" ")[0].isalpha() else text


def _fix(finding: Finding) -> FixView | None:
    fix = finding.fix
    if fix is None:
        return None
    return FixView(prose_of(fix.description), "--fix" if fix.safe else "--unsafe-fixes")


def _entry(entry: EntryPoint) -> str:
    known = entry.declared_in or KIND_WORDS[entry.kind]
    if entry.snapstart is not None:
        known = f"SnapStart {'on' if entry.snapstart else 'off'}, {known}"
    return safe(f"{entry.path}:{entry.function} ({known})")


def _problem(problem: Problem) -> Item:
    place = problem.path + (f":{problem.line}" if problem.line else "")
    return Item(
        safe(place), f"{one_line(problem.message)} [{problem.kind.value}]", one_line(problem.mend)
    )


def _silenced(each: Suppressed) -> Item:
    span, finding = each.finding.span, each.finding
    reason = f": {each.reason}" if each.reason else ""
    return Item(
        safe(f"{span.path}:{span.line}:{span.column}"),
        one_line(f"{finding.rule} {finding.name}"),
        one_line(f"by {each.by.value}{reason}"),
    )


def _levels(findings: Iterable[Finding]) -> tuple[Choice, ...]:
    numbers = Counter(finding.level for finding in findings)
    return tuple(
        Choice(level.label, count(numbers[level], level.label), numbers[level], level.label)
        for level in sorted(Level, reverse=True)
    )


class _Index:
    """Which findings have which rule, entry points and files, by number."""

    def __init__(self, findings: Sequence[Finding], entries: Sequence[EntryPoint]) -> None:
        self._findings = findings
        self._codes = sorted({finding.rule for finding in findings})
        self._entries = entries
        self._paths = sorted({path for finding in findings for path in _paths(finding)})
        self._entry_numbers = {entry: at for at, entry in enumerate(entries)}
        self._path_numbers = {path: at for at, path in enumerate(self._paths)}

    def rules(self, known: Mapping[str, Rule]) -> tuple[Choice, ...]:
        """Return the rules that have findings, the worst and most frequent first."""
        numbers = Counter(finding.rule for finding in self._findings)
        worst: dict[str, Level] = {}
        names: dict[str, str] = {}
        for each in self._findings:
            worst[each.rule] = max(worst.get(each.rule, each.level), each.level)
            names[each.rule] = each.name
        codes = sorted(self._codes, key=lambda code: (-worst[code], -numbers[code], code))
        return tuple(
            Choice(
                safe(code),
                one_line(known[code].summary if code in known else names[code]),
                numbers[code],
                worst[code].label,
            )
            for code in codes
        )

    def entries(self) -> tuple[Choice, ...]:
        """Return all entry points, also those without a finding."""
        numbers = Counter(e for finding in self._findings for e in set(finding.entry_points))
        return tuple(
            Choice(safe(name), safe(name), numbers[entry])
            for entry in self._entries
            for name in [f"{entry.path}:{entry.function}"]
        )

    def files(self) -> tuple[Choice, ...]:
        """Return the files that any story touches."""
        numbers = Counter(path for finding in self._findings for path in _paths(finding))
        return tuple(Choice(safe(path), safe(path), numbers[path]) for path in self._paths)

    def data(self, pictures: Pictures) -> Mapping[str, object]:
        """Return what the script filters by; many findings share a set of entry points."""
        sets: dict[tuple[int, ...], int] = {}
        rows = []
        for finding in self._findings:
            chosen = tuple(sorted(self._entry_numbers[e] for e in set(finding.entry_points)))
            files = sorted(self._path_numbers[path] for path in _paths(finding))
            group = sets.setdefault(chosen, len(sets))
            rows.append([finding.level.label, self._codes.index(finding.rule), group, files])
        return {
            "findings": rows,
            "rules": list(map(safe, self._codes)),
            "entrySets": [list(chosen) for chosen in sets],
            "entries": [safe(f"{entry.path}:{entry.function}") for entry in self._entries],
            "files": [safe(path) for path in self._paths],
            **pictures.data([entry.path for entry in self._entries]),
        }


def _paths(finding: Finding) -> set[str]:
    """Return the files that a finding's story touches."""
    return {finding.span.path, *[step.span.path for step in finding.trace if step.span is not None]}

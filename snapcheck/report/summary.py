"""The closing sentences of a report: what was found, what was looked at, and what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from snapcheck.model import Finding, Report, Silence

_WORDS = {
    Silence.COMMENT: "by ignore comments",
    Silence.PATTERN: "by the configuration",
    Silence.BASELINE: "in the baseline",
}


def sentences(report: Report) -> Iterator[str]:
    """The sentences, one a line."""
    unreached = max(0, report.files_seen - report.files_reached)
    entries = count(len(report.entry_points), "entry point")
    yield (
        f"{_found(report.findings)} in {count(report.files_seen, 'file')}: "
        f"{report.files_reached} reached from {entries}, {unreached} from none."
    )
    fixable = _fixable(report.findings)
    if fixable:
        yield fixable
    if report.suppressed:
        numbers = Counter(each.by for each in report.suppressed)
        parts = [f"{numbers[by]} {_WORDS[by]}" for by in Silence if numbers[by]]
        yield f"{count(len(report.suppressed), 'finding')} silenced: {', '.join(parts)}."
    if report.elsewhere:
        yield f"{count(report.elsewhere, 'finding')} left out: no changed file in the story."
    if report.problems:
        yield f"{count(len(report.problems), 'problem')}: not everything could be analysed."


def rule_counts(report: Report) -> list[str]:
    """How many findings each rule has, the most frequent first, as lines of a table."""
    numbers = Counter(
        (finding.rule, finding.level.label, finding.name) for finding in report.findings
    )
    rows = sorted(numbers.items(), key=lambda row: (-row[1], row[0]))
    width = len(str(rows[0][1])) if rows else 0
    return [f"{n:>{width}}  {code}  {level:<7}  {name}" for (code, level, name), n in rows]


def count(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _found(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return "No findings"
    numbers = Counter(finding.level for finding in findings)
    levels = [count(numbers[level], level.label) for level in sorted(numbers, reverse=True)]
    return f"Found {count(len(findings), 'finding')} ({', '.join(levels)})"


def _fixable(findings: tuple[Finding, ...]) -> str:
    safe = sum(finding.fix is not None and finding.fix.safe for finding in findings)
    unsafe = sum(finding.fix is not None and not finding.fix.safe for finding in findings)
    if not safe and not unsafe:
        return ""
    if not unsafe:
        return f"{safe} fixable with --fix."
    more = f"{unsafe} more" if safe else f"{unsafe} fixable"
    return f"{f'{safe} fixable with --fix, ' if safe else ''}{more} with --unsafe-fixes."

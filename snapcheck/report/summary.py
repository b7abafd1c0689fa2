"""The closing sentences of a report: what was found, what was looked at, and what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from snapcheck.model import Finding, Level, Report, Silence
from snapcheck.report.cells import beside, hanging, one_line, width_of
from snapcheck.report.view import View

_WORDS = {
    Silence.COMMENT: "by ignore comments",
    Silence.PATTERN: "by the configuration",
    Silence.BASELINE: "in the baseline",
    Silence.BEFORE: "there before",
}


def sentences(report: Report) -> Iterator[str]:
    """Yield the sentences, one a line."""
    yield f"{_found(report.findings)}. {_looked_at(report)}"
    fixable = _fixable(report.findings)
    if fixable:
        yield fixable
    if report.suppressed:
        numbers = Counter(each.by for each in report.suppressed)
        parts = [f"{numbers[by]} {_WORDS[by]}" for by in Silence if numbers[by]]
        yield f"{count(len(report.suppressed), 'finding')} silenced: {', '.join(parts)}."
    if report.accepted:
        yield f"{count(len(report.accepted), 'problem')} accepted, by comments or the baseline."
    if report.elsewhere:
        yield f"{count(report.elsewhere, 'finding')} left out: no changed file in the story."
    if report.problems:
        yield f"{count(len(report.problems), 'problem')}: not everything could be analysed."


def rule_table(report: Report, view: View, *, in_full: bool) -> list[str]:
    """Return how many findings each rule has, what to mend first on top, as lines of a table.

    It is shown where it is asked for, and, but for `in_full`, where there are too many findings to
    be seen at once.
    """
    wanted = view.statistics or (
        view.summary and not in_full and len(report.findings) > _AT_A_GLANCE
    )
    silenced = report.suppressed if view.suppressed else ()
    if not wanted or not (report.findings or silenced):
        return []
    open_ones = Counter(map(_row_of, report.findings))
    hidden = Counter(_row_of(each.finding) for each in silenced)
    fixable = Counter(_row_of(each) for each in report.findings if each.fix is not None)
    rows = sorted({*open_ones, *hidden}, key=lambda row: (-row[0], -open_ones[row], row))
    summaries = {rule.code: rule.summary for rule in report.rules}
    width = len(str(max([*open_ones.values(), *hidden.values()])))
    table = []
    for row in rows:
        level, code, name = row
        number = f"{open_ones[row]:>{width}}" + (
            f"  {hidden[row]:>{width}} silenced" if silenced else ""
        )
        more = f" ({fixable[row]} can be fixed)" if fixable[row] else ""
        what = f"{one_line(summaries.get(code, name))}{more}"
        table.append((f"{number}  {level.label:<7}", f"{code} {name}: {what}", f"{code} {what}"))
    # Where names would break lines, the codes have to do.
    named = view.width is None or all(
        width_of(f"{head}  {what}") <= view.width for head, what, _ in table
    )
    lines = []
    for head, what, short in table:
        lines += beside(head, what if named else short, view.width)
    worst = rows[0]
    if view.summary and len(rows) > 1 and open_ones[worst]:
        begin = f"Begin with {worst[1]}: `snapcheck rule {worst[1]}` says what to do."
        lines += hanging(begin, view.width, 2)
    return lines


_AT_A_GLANCE = 5
_Row = tuple[Level, str, str]


def _row_of(finding: Finding) -> _Row:
    return finding.level, finding.rule, finding.name


def _looked_at(report: Report) -> str:
    """Return what was looked at, and where to ask about the rest."""
    entries = len(report.entry_points)
    who = count(entries, "entry point") if entries else "No entry point"
    reach = "reaches" if entries <= 1 else "reach"
    files = count(report.files_seen, "file")
    if not report.files_seen:
        return "No Python file was looked at."
    if not entries:
        return f"{who} {reach} any of {files}."
    if report.files_reached >= report.files_seen:
        return f"{who} {reach} {'the' if report.files_seen == 1 else 'all'} {files}."
    why = "`snapcheck entry-points` says why not the others."
    return f"{who} {reach} {report.files_reached} of {files}; {why}"


def count(number: int, noun: str) -> str:
    """Return `1 file`, `2 files`."""
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

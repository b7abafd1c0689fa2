"""The report for a person at a terminal: findings with their source, notes in a line each.

A finding is a block that ends with an empty line. Its place stands behind `-->` as
`path:line:column`, which terminals make clickable. Colours and width are decided by the caller,
so that the same report gives the same text.
"""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck.model import Finding, Level, Problem, Report
from snapcheck.model.readiness import readiness_of
from snapcheck.report import readiness
from snapcheck.report.block import Blocks
from snapcheck.report.cells import one_line, safe, wrap
from snapcheck.report.colour import Paint, Style
from snapcheck.report.concise import Lines
from snapcheck.report.inert import inert
from snapcheck.report.order import in_order, worst_last
from snapcheck.report.sentence import told
from snapcheck.report.summary import rule_table, sentences
from snapcheck.report.verification import repeats, runs, sentence
from snapcheck.report.view import View

DEFAULT_WIDTH = 100

_UNBROKEN = 10_000  # the summary stays on one line where nobody said how wide the place is


def render(report: Report, view: View) -> str:
    """Return the whole report as text."""
    paint = Paint(view.colour)
    width = view.width or _UNBROKEN
    lines = [*_findings(report, view, paint)]
    if view.suppressed:
        lines += _silenced(report, paint, width)
    for problem in sorted(report.problems):
        lines += _aside("problem", Style.ERROR, _told(problem), paint, width)
    if report.verification is not None:
        for text in repeats(report.verification):
            lines += _aside("found by running only", Style.WARNING, text, paint, width)
    table = rule_table(report, view, in_full=False)
    if table:
        lines += [*([""] if lines and lines[-1] else []), *table, ""]
    if view.summary:
        asides = [("notice", text) for text in report.notices]
        if report.verification is not None:
            asides += [("run", text) for text in runs(report.verification)]
        for label, text in asides:
            lines += _aside(label, Style.NOTE, text, paint, width)
        ready = readiness.sentence(readiness_of(report))
        for text in [*sentences(report), *filter(None, [ready, sentence(report)])]:
            lines += [paint(line, Style.STRONG) for line in wrap(text, width)]
    return inert("\n".join([*lines, ""]))


def _findings(report: Report, view: View, paint: Paint) -> Iterator[str]:
    """Yield notes as a line each, unless nothing else was found, and blocks of the others."""
    ordered = worst_last(report.findings) if view.worst_last else in_order(report.findings)
    short = [] if view.notes else [each for each in ordered if each.level is Level.NOTE]
    if len(short) == len(ordered):
        short = []
    full = [each for each in ordered if not short or each.level is not Level.NOTE]
    if view.worst_last:
        yield from _notes(short, report, paint)
    blocks = Blocks(report, paint, view.width or DEFAULT_WIDTH)
    for finding in full:
        # One text, not ten: a large report has many.
        yield "\n".join(blocks.of(finding))
        yield ""
    if not view.worst_last:
        yield from _notes(short, report, paint)


def _silenced(report: Report, paint: Paint, width: int) -> Iterator[str]:
    """Yield the findings that are silenced and the problems that are accepted."""
    yield from map(Lines(report, paint).silenced, report.suppressed)
    for problem in report.accepted:
        yield from _aside("accepted", Style.FRAME, _told(problem), paint, width)
    if report.suppressed or report.accepted:
        yield ""


def _notes(notes: list[Finding], report: Report, paint: Paint) -> Iterator[str]:
    lines = Lines(report, paint)
    yield from map(lines.of, notes)
    if notes:
        yield ""


def problem_line(problem: Problem) -> str:
    """Return a problem as one line with no colours."""
    return f"problem: {_told(problem)}"


def _told(problem: Problem) -> str:
    place = safe(problem.path)
    if problem.line:
        place += f":{problem.line}"
    return f"{place}: {told(problem)}" if place else told(problem)


def _aside(label: str, style: Style, text: str, paint: Paint, width: int) -> Iterator[str]:
    """Yield what is no finding: a label, and a text that hangs below its own beginning."""
    first, *rest = wrap(f"{label}: {one_line(text)}", width - 2)
    yield paint(f"{label}:", style) + first.removeprefix(f"{label}:")
    yield from (f"  {line}" for line in rest)

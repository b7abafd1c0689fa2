"""The report with one line for each finding, which editors and `grep` understand."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck.model import Finding, Problem, Report, Suppressed
from snapcheck.report.block import place_of
from snapcheck.report.cells import one_line, safe, width_of
from snapcheck.report.colour import LEVEL_STYLES, Paint, Style
from snapcheck.report.inert import inert
from snapcheck.report.order import in_order
from snapcheck.report.sentence import told as of_kind
from snapcheck.report.summary import rule_table, sentences
from snapcheck.report.title import titles_of
from snapcheck.report.verification import proof_of, repeats, sentence, told
from snapcheck.report.view import View

LONGEST = 90
"""The cells of a line behind its place; a path is as long as it is."""


def render(report: Report, view: View) -> str:
    """Return the whole report."""
    paint = Paint(view.colour)
    short = Lines(report, paint)
    lines = [short.of(each) + _verdict(report, each) for each in in_order(report.findings)]
    if view.suppressed:
        lines += map(short.silenced, report.suppressed)
        lines += [problem_line(each, paint, "accepted") for each in report.accepted]
    lines += [problem_line(problem, paint) for problem in sorted(report.problems)]
    lines += rule_table(report, view, in_full=True)
    if report.verification is not None:
        lines += [f"found by running only: {text}" for text in repeats(report.verification)]
    if view.summary:
        lines += [f"{paint('notice:', Style.NOTE)} {one_line(text)}" for text in report.notices]
        lines += [*sentences(report), *filter(None, [sentence(report)])]
    return inert("".join(f"{line}\n" for line in lines))


def lines_of(report: Report) -> Iterator[str]:
    """Yield one line for each finding, uncoloured."""
    return map(Lines(report, Paint(False)).of, in_order(report.findings))


class Lines:
    """Writes findings as a line each."""

    def __init__(self, report: Report, paint: Paint) -> None:
        self._titles = titles_of(report)
        self._paint = paint

    def of(self, finding: Finding) -> str:
        """Return the line of a finding."""
        head = f"{finding.level.label}[{finding.rule}]"
        title = self._titles.title(finding, LONGEST - width_of(head) - 1, used=True)
        return f"{place(finding)}: {self._paint(head, LEVEL_STYLES[finding.level])} {title}"

    def silenced(self, each: Suppressed) -> str:
        """Return the line of a finding that is silenced, with what silences it and why."""
        finding = each.finding
        head = self._paint(f"silenced[{finding.rule}]", Style.FRAME)
        reason = f": {one_line(each.reason)}" if each.reason else ""
        title = self._titles.title(finding, LONGEST - len("silenced[]") - len(finding.rule) - 1)
        return f"{place(finding)}: {head} {title} (by {each.by.value}{reason})"


def _verdict(report: Report, finding: Finding) -> str:
    """Return what running the program said of a finding, in brackets behind it."""
    proof = proof_of(report, finding)
    return f" ({told(proof)})" if proof is not None else ""


def place(finding: Finding) -> str:
    """Return where a finding stands, as terminals and editors make it clickable."""
    return place_of(finding.span)


def problem_line(problem: Problem, paint: Paint, label: str = "problem") -> str:
    """Return one line for something that could not be analysed."""
    at = safe(problem.path) + (f":{problem.line}" if problem.line else "")
    text = of_kind(problem)
    head = paint(f"{label}:", Style.ERROR)
    return f"{at}: {head} {text}" if at else f"{head} {text}"

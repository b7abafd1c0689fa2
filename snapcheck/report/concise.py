"""The report with one line for each finding, which editors and `grep` understand."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck.model import Finding, Problem, Report, Suppressed
from snapcheck.report.cells import one_line, safe
from snapcheck.report.colour import LEVEL_STYLES, Paint, Style
from snapcheck.report.order import in_order
from snapcheck.report.summary import rule_counts, sentences
from snapcheck.report.verification import proof_of, repeats, sentence, told


def render(
    report: Report,
    *,
    colour: bool = False,
    summary: bool = True,
    suppressed: bool = False,
    statistics: bool = False,
) -> str:
    """The whole report; `summary=False` leaves out notices and the closing sentences."""
    paint = Paint(colour)
    lines = [
        _line(finding, paint) + _verdict(report, finding) for finding in in_order(report.findings)
    ]
    if suppressed:
        lines += [silenced(each, paint) for each in report.suppressed]
    lines += [problem_line(problem, paint) for problem in sorted(report.problems)]
    if statistics:
        lines += rule_counts(report)
    if report.verification is not None:
        lines += [f"found by running only: {text}" for text in repeats(report.verification)]
    if summary:
        lines += [f"{paint('notice:', Style.NOTE)} {one_line(text)}" for text in report.notices]
        lines += [*sentences(report), *filter(None, [sentence(report)])]
    return "".join(f"{line}\n" for line in lines)


def lines_of(report: Report) -> Iterator[str]:
    """One line for each finding, uncoloured."""
    return (_line(finding, Paint(False)) for finding in in_order(report.findings))


def _line(finding: Finding, paint: Paint) -> str:
    head = paint(f"{finding.level.label}[{finding.rule}]", LEVEL_STYLES[finding.level])
    return f"{place(finding)}: {head} {one_line(finding.message)}"


def _verdict(report: Report, finding: Finding) -> str:
    """What running the program said of a finding, in brackets behind it."""
    proof = proof_of(report, finding)
    return f" ({told(proof)})" if proof is not None else ""


def place(finding: Finding) -> str:
    """Where a finding stands, as terminals and editors make it clickable."""
    return f"{safe(finding.span.path)}:{finding.span.line}:{finding.span.column}"


def silenced(each: Suppressed, paint: Paint) -> str:
    """One line for a finding that is silenced, with what silences it and why."""
    head = paint(f"silenced[{each.finding.rule}]", Style.FRAME)
    reason = f": {one_line(each.reason)}" if each.reason else ""
    return f"{place(each.finding)}: {head} by {each.by.value}{reason}"


def problem_line(problem: Problem, paint: Paint) -> str:
    """One line for something that could not be analysed."""
    at = safe(problem.path) + (f":{problem.line}" if problem.line else "")
    text = one_line(f"{problem.message} ({problem.mend})" if problem.mend else problem.message)
    return f"{at}: {paint('problem:', Style.ERROR)} {text}" if at else f"problem: {text}"

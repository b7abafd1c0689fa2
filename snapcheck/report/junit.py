"""The report as JUnit XML, which nearly every CI server can show.

A finding is a failed test, a problem a test with an error, a note a test that passed with output.
Where there is nothing to tell, one passed test says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from snapcheck.model import Finding, Level, Problem, Report, Suppressed
from snapcheck.report.cells import one_line, safe
from snapcheck.report.inert import inert_markup
from snapcheck.report.order import in_order
from snapcheck.report.summary import sentences

_SUITE = "snapcheck"


def render(report: Report, *, suppressed: bool = False) -> str:
    """Return the whole report as one suite."""
    cases = [_of_problem(problem) for problem in sorted(report.problems)]
    cases += [_of_finding(finding) for finding in in_order(report.findings)]
    if suppressed:
        cases += [_of_suppressed(each) for each in report.suppressed]
    if not cases:
        cases = [_case(_SUITE, "no findings")]
    numbers = {
        "tests": len(cases),
        "failures": _having(cases, "failure"),
        "errors": _having(cases, "error"),
        "skipped": _having(cases, "skipped"),
        "time": 0,
    }
    counts = {name: str(number) for name, number in numbers.items()}
    suite = Element("testsuite", {"name": _SUITE, **counts})
    suite.extend(cases)
    SubElement(suite, "system-out").text = "\n".join(sentences(report))
    total = {name: value for name, value in counts.items() if name != "skipped"}
    suites = Element("testsuites", {"name": _SUITE, **total})
    suites.append(suite)
    indent(suites)
    text = tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{inert_markup(text)}\n'


def _case(group: str, name: str, file: str = "", line: int = 0) -> Element:
    place = {"file": safe(file), "line": str(line)} if file and line else {}
    attributes = {"classname": safe(group), "name": one_line(name), **place, "time": "0"}
    return Element("testcase", attributes)


def _of_finding(finding: Finding) -> Element:
    span = finding.span
    name = f"{finding.rule} {finding.name} at line {span.line}, column {span.column}"
    case = _case(span.path, name, span.path, span.line)
    told = _told(finding)
    if finding.level is Level.NOTE:
        SubElement(case, "system-out").text = told
    else:
        attributes = {"message": one_line(finding.message), "type": finding.level.label}
        SubElement(case, "failure", attributes).text = told
    return case


def _of_problem(problem: Problem) -> Element:
    case = _case(problem.path or _SUITE, "not analysed", problem.path, problem.line)
    attributes = {"message": one_line(problem.message), "type": problem.kind.value}
    SubElement(case, "error", attributes).text = one_line(problem.mend)
    return case


def _of_suppressed(each: Suppressed) -> Element:
    span = each.finding.span
    name = f"{each.finding.rule} {each.finding.name} at line {span.line}, column {span.column}"
    case = _case(span.path, name, span.path, span.line)
    reason = f": {each.reason}" if each.reason else ""
    SubElement(case, "skipped", {"message": one_line(f"{each.by.value}{reason}")})
    return case


def _told(finding: Finding) -> str:
    lines = [finding.message, finding.instead]
    for step in finding.trace:
        at = f"{step.span.path}:{step.span.line}: " if step.span is not None else ""
        lines.append(f"{step.kind.value}: {at}{step.text}")
    return "\n".join(one_line(line) for line in lines if line)


def _having(cases: Iterable[Element], tag: str) -> int:
    return sum(case.find(tag) is not None for case in cases)

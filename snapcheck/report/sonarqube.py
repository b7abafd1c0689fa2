"""The report in SonarQube's generic format for issues of other tools (since version 10.3).

SonarQube counts lines from 1 and columns from 0, in units of UTF-16, and refuses a whole report for
one range that is empty or ends beyond its line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from snapcheck.model import Finding, Level, Problem, Report, Rule, Span
from snapcheck.report import sentence
from snapcheck.report.data import json_data
from snapcheck.report.lines import Lines
from snapcheck.report.order import in_order

_ENGINE = "snapcheck"
_PROBLEM = "problem"
_IMPACTS = {Level.ERROR: "HIGH", Level.WARNING: "MEDIUM", Level.NOTE: "LOW"}
_SEVERITIES = {Level.ERROR: "CRITICAL", Level.WARNING: "MAJOR", Level.NOTE: "MINOR"}

_Object = dict[str, object]


def render(report: Report) -> str:
    """Return the rules that have issues, and all issues; problems are issues too."""
    lines = Lines(report.sources)
    issues = [_of_problem(problem) for problem in sorted(report.problems)]
    issues += [_of_finding(finding, lines) for finding in in_order(report.findings)]
    text = json.dumps(
        {"rules": list(_rules(report)), "issues": issues}, ensure_ascii=False, indent=2
    )
    return json_data(text.encode("utf-8", "backslashreplace").decode()) + "\n"


def _rules(report: Report) -> Iterator[_Object]:
    if report.problems:
        yield _rule(_PROBLEM, "not analysed", "A file could not be analysed.", Level.ERROR)
    known = {rule.code: rule for rule in report.rules}
    names = {finding.rule: (finding.name, finding.level) for finding in in_order(report.findings)}
    for code, (name, level) in sorted(names.items()):
        yield _known_rule(known[code]) if code in known else _rule(code, name, name, level)


def _known_rule(rule: Rule) -> _Object:
    checks = {question.check for question in rule.questions}
    if rule.security_severity is not None:
        quality, attribute, kind = "SECURITY", "TRUSTWORTHY", "VULNERABILITY"
    elif "per-invoke" in checks:
        quality, attribute, kind = "MAINTAINABILITY", "EFFICIENT", "CODE_SMELL"
    else:
        quality, attribute, kind = "RELIABILITY", "LOGICAL", "BUG"
    described = _rule(rule.code, rule.summary, rule.page.strip() or rule.summary, rule.level)
    impacts = [{"softwareQuality": quality, "severity": _IMPACTS[rule.level]}]
    return {**described, "cleanCodeAttribute": attribute, "type": kind, "impacts": impacts}


def _rule(code: str, name: str, description: str, level: Level) -> _Object:
    return {
        "id": code,
        "name": name,
        "description": description,
        "engineId": _ENGINE,
        "cleanCodeAttribute": "LOGICAL",
        "type": "BUG",
        "severity": _SEVERITIES[level],
        "impacts": [{"softwareQuality": "RELIABILITY", "severity": _IMPACTS[level]}],
    }


def _of_finding(finding: Finding, lines: Lines) -> _Object:
    others = [
        _location(step.text or step.kind.value, step.span, lines)
        for step in finding.trace
        if step.span is not None and step.span != finding.span
    ]
    issue: _Object = {
        "ruleId": finding.rule,
        "primaryLocation": _location(sentence.of_finding(finding), finding.span, lines),
    }
    return {**issue, "secondaryLocations": others} if others else issue


def _of_problem(problem: Problem) -> _Object:
    location = {
        "message": sentence.of_problem(problem),
        "filePath": problem.path or ".",
        "textRange": {"startLine": problem.line or 1},
    }
    return {"ruleId": _PROBLEM, "primaryLocation": location}


def _location(message: str, span: Span, lines: Lines) -> _Object:
    text = " ".join(message.split())
    return {"message": text, "filePath": span.path, "textRange": _range(span, lines)}


def _range(span: Span, lines: Lines) -> _Object:
    """Return the span with its columns where they are sure to exist, else its lines."""
    whole: _Object = {"startLine": span.line, "endLine": span.end_line}
    start = lines.units_before(span.path, span.line, span.column)
    end = lines.units_before(span.path, span.end_line, span.end_column)
    if start is None or end is None or (span.line, start) >= (span.end_line, end):
        return whole
    return {**whole, "startColumn": start, "endColumn": end}

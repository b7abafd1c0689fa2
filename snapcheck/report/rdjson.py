"""The report as rdjson, the Reviewdog Diagnostic Format, with fixes as suggestions.

reviewdog counts columns in bytes of UTF-8, from 1; the end of a range is exclusive.
"""

from __future__ import annotations

import json

from snapcheck import project
from snapcheck.model import Edit, Finding, Fix, Level, Problem, Report, Span
from snapcheck.report import sentence
from snapcheck.report.data import json_data
from snapcheck.report.lines import Lines
from snapcheck.report.order import in_order

_SEVERITIES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.NOTE: "INFO"}

_Object = dict[str, object]


def render(report: Report) -> str:
    """Return the whole report as one `DiagnosticResult`."""
    lines = Lines(report.sources)
    diagnostics = [_of_problem(problem) for problem in sorted(report.problems)]
    diagnostics += [_of_finding(finding, lines) for finding in in_order(report.findings)]
    source = {"name": "snapcheck"} | ({"url": project.ADDRESS} if project.ADDRESS else {})
    result = {"source": source, "diagnostics": diagnostics}
    text = json.dumps(result, ensure_ascii=False, indent=2)
    return json_data(text.encode("utf-8", "backslashreplace").decode()) + "\n"


def _of_finding(finding: Finding, lines: Lines) -> _Object:
    page = project.page_of(finding.rule)
    diagnostic: _Object = {
        "message": sentence.of_finding(finding),
        "location": {"path": finding.span.path, "range": _range(finding.span, lines)},
        "severity": _SEVERITIES[finding.level],
        "code": {"value": finding.rule} | ({"url": page} if page else {}),
    }
    suggestion = _suggestion(finding, lines)
    return {**diagnostic, "suggestions": [suggestion]} if suggestion else diagnostic


def _of_problem(problem: Problem) -> _Object:
    location: _Object = {"path": problem.path or "."}
    if problem.line:
        location["range"] = {"start": {"line": problem.line}}
    return {
        "message": sentence.of_problem(problem),
        "location": location,
        "severity": "ERROR",
        "code": {"value": problem.kind.value},
    }


def _suggestion(finding: Finding, lines: Lines) -> _Object | None:
    """Return the fix as one replacement, or None where it can't be one.

    The edits of a fix belong together, while each suggestion is accepted on its own: what lies
    between the edits becomes a part of the one suggestion.
    """
    fix, path = finding.fix, finding.span.path
    if fix is None or not fix.edits or any(edit.span.path != path for edit in fix.edits):
        return None
    text = _joined(fix, lines)
    if text is None:
        return None
    return {"range": _range(_whole(fix.edits), lines), "text": text}


def _joined(fix: Fix, lines: Lines) -> str | None:
    """Return the new text from the first edit's begin to the last one's end."""
    first, *others = fix.edits
    text, end = first.text, first.span
    for edit in others:
        between = lines.between(_gap(end, edit.span))
        if between is None:
            return None
        text, end = text + between + edit.text, edit.span
    return text


def _gap(before: Span, after: Span) -> Span:
    return Span(before.path, before.end_line, before.end_column, after.line, after.column)


def _whole(edits: tuple[Edit, ...]) -> Span:
    first, last = edits[0].span, edits[-1].span
    return Span(first.path, first.line, first.column, last.end_line, last.end_column)


def _range(span: Span, lines: Lines) -> _Object:
    return {
        "start": _position(span.path, span.line, span.column, lines),
        "end": _position(span.path, span.end_line, span.end_column, lines),
    }


def _position(path: str, line: int, column: int, lines: Lines) -> _Object:
    before = lines.bytes_before(path, line, column)
    return {"line": line, "column": column if before is None else before + 1}

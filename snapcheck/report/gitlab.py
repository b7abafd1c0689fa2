"""The report as GitLab code quality: a JSON array of issues.

GitLab drops issues whose fingerprint it has seen in the same file, and tells old from new by it.
"""

from __future__ import annotations

import json

from snapcheck.digest import sha256_of
from snapcheck.model import Finding, Level, Problem, Report
from snapcheck.report.data import json_data
from snapcheck.report.order import in_order
from snapcheck.report.sentence import of_problem

_SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "major", Level.NOTE: "info"}


def render(report: Report) -> str:
    """Return the whole report; problems are issues too, for GitLab has no other place for them."""
    issues = [_of_problem(problem) for problem in sorted(report.problems)]
    issues += [_of_finding(finding) for finding in in_order(report.findings)]
    text = json.dumps(issues, ensure_ascii=False, indent=2)
    return json_data(text.encode("utf-8", "backslashreplace").decode()) + "\n"


def _of_finding(finding: Finding) -> dict[str, object]:
    span = finding.span
    instead = f" Instead: {' '.join(finding.instead.split())}" if finding.instead else ""
    return {
        "description": f"{finding.rule}: {' '.join(finding.message.split())}{instead}",
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.level],
        "location": {"path": span.path, "lines": {"begin": span.line, "end": span.end_line}},
    }


def _of_problem(problem: Problem) -> dict[str, object]:
    text = f"{problem.path}|{problem.message}"
    return {
        "description": of_problem(problem),
        "check_name": problem.kind.value,
        "fingerprint": sha256_of(text.encode("utf-8", "surrogatepass"))[:32],
        "severity": "blocker",
        "location": {"path": problem.path or ".", "lines": {"begin": problem.line or 1}},
    }

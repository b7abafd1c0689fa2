"""The report as GitLab code quality: a JSON array of issues.

GitLab drops issues whose fingerprint it has seen in the same file, and tells old from new by it.
"""

from __future__ import annotations

import hashlib
import json

from snapcheck.model import Finding, Level, Problem, Report
from snapcheck.report.order import in_order

_SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "major", Level.NOTE: "info"}


def render(report: Report) -> str:
    """The whole report; problems are issues too, for GitLab has no other place for them."""
    issues = [_of_problem(problem) for problem in sorted(report.problems)]
    issues += [_of_finding(finding) for finding in in_order(report.findings)]
    text = json.dumps(issues, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"


def _of_finding(finding: Finding) -> dict[str, object]:
    span = finding.span
    return _issue(
        finding.rule,
        f"{finding.rule}: {' '.join(finding.message.split())}",
        _SEVERITIES[finding.level],
        span.path,
        span.line,
        finding.fingerprint,
    )


def _of_problem(problem: Problem) -> dict[str, object]:
    text = f"{problem.path}|{problem.message}"
    identity = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    mend = f" ({problem.mend})" if problem.mend else ""
    return _issue(
        "problem",
        f"not analysed: {' '.join(problem.message.split())}{mend}",
        "blocker",
        problem.path or ".",
        problem.line or 1,
        identity,
    )


def _issue(
    name: str, description: str, severity: str, path: str, line: int, fingerprint: str
) -> dict[str, object]:
    return {
        "description": description,
        "check_name": name,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }

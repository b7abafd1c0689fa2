"""The report as JSON Lines: one object a line, for `jq`, log collectors and streams.

The first field, `type`, tells `problem`, `finding`, `suppressed` and `readiness` apart, and the
last line is the `summary`. All other fields are those of the JSON report.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from snapcheck.model import Report
from snapcheck.model.readiness import readiness_of
from snapcheck.report import json_report
from snapcheck.report.inert import inert_json
from snapcheck.report.order import in_order
from snapcheck.report.readiness import readiness_object


def render(report: Report) -> str:
    """Return the whole report, in ASCII: lines are often looked at on a terminal."""
    lines = (json.dumps({"type": kind, **values}) for kind, values in _all(report))
    return "".join(f"{inert_json(line)}\n" for line in lines)


def _all(report: Report) -> Iterator[tuple[str, Mapping[str, object]]]:
    for problem in sorted(report.problems):
        yield "problem", json_report.problem_object(problem)
    for finding in in_order(report.findings):
        yield "finding", json_report.finding_object(finding)
    for each in report.suppressed:
        yield "suppressed", json_report.suppressed_object(each)
    for each_function in readiness_of(report):
        yield "readiness", readiness_object(each_function)
    summary = json_report.summary_object(report)
    versions = {"schema_version": json_report.SCHEMA_VERSION, "snapcheck_version": report.version}
    yield "summary", {**versions, **summary}

"""One row of a fleet as JSON: the same objects as in the report of a single repository.

`fleet-1.schema.json` beside this module describes the whole report. Within one schema version
fields may be added, never removed or given another meaning.
"""

from __future__ import annotations

from collections.abc import Mapping

from snapcheck.fleet.nouns import Row
from snapcheck.report.json_report import (
    entry_point_object,
    finding_object,
    problem_object,
    suppressed_object,
)
from snapcheck.report.order import in_order
from snapcheck.report.readiness import readiness_object

SCHEMA_VERSION = 1

Object = Mapping[str, object]


def row_object(row: Row) -> Object:
    """Return a repository with all that came of it."""
    report = row.outcome.report
    head: dict[str, object] = {
        "name": row.name,
        "place": row.place,
        "commit": row.outcome.commit,
        "state": row.outcome.state.value,
        "reason": row.outcome.reason,
    }
    if report is None:
        return head
    return {
        **head,
        "readiness": [readiness_object(each) for each in row.readiness],
        "findings": [finding_object(each) for each in in_order(report.findings)],
        "suppressed": [suppressed_object(each) for each in report.suppressed],
        "problems": [problem_object(each) for each in sorted(report.problems)],
        "notices": list(report.notices),
        "entry_points": [entry_point_object(each) for each in sorted(set(report.entry_points))],
        "files_seen": report.files_seen,
        "files_reached": report.files_reached,
    }

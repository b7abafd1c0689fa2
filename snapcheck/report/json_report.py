"""The report as JSON, of the form that `report-1.schema.json` beside this module describes.

Within one schema version fields may be added, never removed or given another meaning.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from snapcheck.model import (
    EntryPoint,
    Finding,
    Fix,
    KnownFinding,
    Problem,
    Report,
    Span,
    Step,
    Suppressed,
)
from snapcheck.model.proof import Kept
from snapcheck.model.readiness import readiness_of
from snapcheck.report.data import json_data
from snapcheck.report.order import in_order
from snapcheck.report.readiness import readiness_object
from snapcheck.report.verification import proof_object, proof_of, verification_object

SCHEMA_VERSION = 1

_Object = Mapping[str, object]


def render(report: Report) -> str:
    """Return the whole report."""
    values: dict[str, object] = {
        "schema_version": SCHEMA_VERSION,
        "snapcheck_version": report.version,
        "findings": [_reported(report, finding) for finding in in_order(report.findings)],
        "suppressed": [suppressed_object(each) for each in report.suppressed],
        "problems": [problem_object(problem) for problem in sorted(report.problems)],
        "notices": list(report.notices),
        "stale_baseline_entries": [_known(entry) for entry in sorted(report.stale)],
        "entry_points": [entry_point_object(entry) for entry in sorted(set(report.entry_points))],
        "readiness": [readiness_object(each) for each in readiness_of(report)],
        "summary": summary_object(report),
    }
    if report.verification is not None:
        values["verification"] = verification_object(report.verification)
    text = json.dumps(values, ensure_ascii=False, indent=2)
    # A path with undecodable bytes holds lone surrogates, which UTF-8 can't express.
    return json_data(text.encode("utf-8", "backslashreplace").decode()) + "\n"


def _reported(report: Report, finding: Finding) -> _Object:
    """Return a finding, with what running the program said of it."""
    proof = proof_of(report, finding)
    if proof is None:
        return finding_object(finding)
    return {**finding_object(finding), "verification": proof_object(proof)}


def finding_object(finding: Finding) -> _Object:
    """Return a finding, the same in every JSON output."""
    return {
        "rule": finding.rule,
        "name": finding.name,
        "level": finding.level.label,
        "confidence": finding.confidence.label,
        "location": _location(finding.span),
        "message": finding.message,
        "instead": finding.instead,
        "trace": [_step(step) for step in finding.trace],
        "entry_points": [entry_point_object(entry) for entry in sorted(set(finding.entry_points))],
        "snapstart": finding.snapstart,
        "fingerprint": finding.fingerprint,
        "fix": _fix(finding.fix) if finding.fix is not None else None,
        "kept": _kept(finding.kept) if finding.kept is not None else None,
    }


def _kept(kept: Kept) -> _Object:
    return {"holder": kept.holder.value, "module": kept.module, "path": list(kept.path)}


def suppressed_object(each: Suppressed) -> _Object:
    """Return a silenced finding, with what silences it and why."""
    return {
        "finding": finding_object(each.finding),
        "by": each.by.value,
        "reason": each.reason,
        "comment": _location(each.span) if each.span is not None else None,
    }


def _step(step: Step) -> _Object:
    location = _location(step.span) if step.span is not None else None
    return {"kind": step.kind.value, "text": step.text, "location": location}


def _fix(fix: Fix) -> _Object:
    return {
        "description": fix.description,
        "safe": fix.safe,
        "note": fix.note,
        "edits": [{"location": _location(edit.span), "text": edit.text} for edit in fix.edits],
    }


def _location(span: Span) -> _Object:
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def entry_point_object(entry: EntryPoint) -> _Object:
    """Return an entry point, the same in every JSON output."""
    return {
        "path": entry.path,
        "function": entry.function,
        "declared_in": entry.declared_in,
        "kind": entry.kind.value,
        "runtime": entry.runtime,
        "snapstart": entry.snapstart,
    }


def problem_object(problem: Problem) -> _Object:
    """Return what could not be analysed."""
    return {
        "kind": problem.kind.value,
        "path": problem.path,
        "line": problem.line or None,
        "message": problem.message,
        "mend": problem.mend,
    }


def _known(entry: KnownFinding) -> _Object:
    return {
        "path": entry.path,
        "rule": entry.rule,
        "fingerprint": entry.fingerprint,
        "message": entry.message,
    }


def summary_object(report: Report) -> _Object:
    """Return the numbers of a run."""
    levels = Counter(finding.level.label for finding in report.findings)
    rules = Counter(finding.rule for finding in report.findings)
    silenced = Counter(each.by.value for each in report.suppressed)
    return {
        "findings": len(report.findings),
        "by_level": {level: levels[level] for level in ("error", "warning", "note")},
        "by_rule": dict(sorted(rules.items())),
        "suppressed": dict(sorted(silenced.items())),
        "elsewhere": report.elsewhere,
        "problems": len(report.problems),
        "entry_points": len(set(report.entry_points)),
        "files_seen": report.files_seen,
        "files_reached": report.files_reached,
    }

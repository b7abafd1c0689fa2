"""The order in which every format lists findings: by place, then by code."""

from __future__ import annotations

from collections.abc import Iterable

from snapcheck.model import Finding


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings from the first file's top to the last file's end."""
    return sorted(findings, key=_place)


def worst_last(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by level, errors last, where a terminal shows them without scrolling."""
    return sorted(in_order(findings), key=lambda finding: finding.level)


def _place(finding: Finding) -> tuple[str, int, int, str, str, str]:
    span = finding.span
    return (span.path, span.line, span.column, finding.rule, finding.fingerprint, finding.message)

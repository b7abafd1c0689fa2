"""The places that findings name."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck.model import Finding, Span


def place_of(finding: Finding) -> tuple[Span, str, str]:
    """Return what findings are sorted by."""
    return (finding.span, finding.rule, finding.fingerprint)


def spans_of(finding: Finding) -> Iterator[Span]:
    """Yield every place that a finding names."""
    yield finding.span
    for step in finding.trace:
        if step.span is not None:
            yield step.span

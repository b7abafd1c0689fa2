"""Findings, and what could not be analysed, as diagnostics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lsprotocol.types import (
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    DiagnosticTag,
    Position,
    Range,
)

from snapcheck import project
from snapcheck.model import Finding, Level, Problem, Rule, StepKind
from snapcheck.report.sentence import step_text
from snapcheck.server.client import Client
from snapcheck.server.documents import uri_of
from snapcheck.server.locations import Locations
from snapcheck.suppress.suppression import UNUSED_IGNORE

SOURCE = "snapcheck"
NOT_ANALYSED = "not-analysed"
"""The code of a diagnostic that says what could not be analysed."""

_SEVERITIES = {
    Level.ERROR: DiagnosticSeverity.Error,
    Level.WARNING: DiagnosticSeverity.Warning,
    Level.NOTE: DiagnosticSeverity.Information,
}


def of_finding(
    finding: Finding, rule: Rule, places: Locations, client: Client, pages: Mapping[str, Path]
) -> Diagnostic:
    """Return a finding with its story; `pages` are the files of the rules' pages, by code."""
    message = told(finding, rule)
    address = _page_address(finding.rule, pages) if client.code_description else None
    faded = client.unnecessary_tag and finding.rule == UNUSED_IGNORE
    return Diagnostic(
        places.range(finding.span),
        f"{message}\n{finding.instead}" if finding.instead else message,
        severity=_SEVERITIES[finding.level],
        code=finding.rule,
        code_description=CodeDescription(address) if address is not None else None,
        source=SOURCE,
        tags=[DiagnosticTag.Unnecessary] if faded else None,
        related_information=list(_story(finding, places)) if client.related_information else None,
        data={"fingerprint": finding.fingerprint},
    )


def told(finding: Finding, rule: Rule) -> str:
    """Return the message of a finding behind what comes of it: many editors show the beginning."""
    consequence = rule.label_after or finding.brief.label or rule.label
    if not consequence:
        return finding.message
    return f"{consequence[0].upper()}{consequence[1:]}: {finding.message}"


def _page_address(code: str, pages: Mapping[str, Path]) -> str | None:
    """Return where a rule's page can be read: on the project's site, or else as a file."""
    page = pages.get(code)
    return project.page_of(code) or (uri_of(page) if page is not None else None)


def of_problem(problem: Problem, places: Locations) -> Diagnostic:
    """Return something in a file that could not be analysed."""
    mend = f" ({problem.mend})" if problem.mend else ""
    return Diagnostic(
        places.line(problem.path, problem.line),
        f"Not analysed: {problem.message}{mend}",
        severity=DiagnosticSeverity.Warning,
        code=NOT_ANALYSED,
        source=SOURCE,
    )


def of_refusal(why: str) -> Diagnostic:
    """Return why nothing can be analysed, at the top of the file that says so."""
    start = Position(0, 0)
    return Diagnostic(
        Range(start, start),
        f"Not analysed: {why}",
        severity=DiagnosticSeverity.Error,
        code=NOT_ANALYSED,
        source=SOURCE,
    )


def _story(finding: Finding, places: Locations) -> Iterator[DiagnosticRelatedInformation]:
    """Yield the steps that have a place.

    The snapshot has none: the next step says that it was taken.
    """
    after = ""
    for step in finding.trace:
        if step.span is not None:
            yield DiagnosticRelatedInformation(places.location(step.span), step_text(step) + after)
            after = ""
        elif step.kind is StepKind.SNAPSHOT:
            after = " (after a restore)"

"""Reads of what is not there under SnapStart."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck.checks.draft import Draft, DraftStep, in_scope
from snapcheck.link.program import Program
from snapcheck.link.summary import AbsentRead
from snapcheck.link.values import Site
from snapcheck.model import Question, StepKind


def absent(program: Program, question: Question) -> Iterator[Draft]:
    """One draft for each place that reads a variable or attribute which is absent."""
    by_site: dict[Site, tuple[AbsentRead, int]] = {}
    for activation, event in program.events():
        if isinstance(event, AbsentRead) and question.concerns(event.api.name):
            bits = program.reached[activation.id]
            if event.site in by_site:
                bits |= by_site[event.site][1]
            by_site[event.site] = (event, bits)
    for site in sorted(by_site):
        read, bits = by_site[site]
        name = read.api.name.replace("lambda-context", "context")
        scope = in_scope(program.scope(site))
        yield Draft(
            site,
            f"`{name}`",
            "the Lambda runtime",
            site,
            f"used {scope}",
            (DraftStep(StepKind.USED, f"read {scope}; it is absent under SnapStart", site),),
            program.named(bits),
            read.api.confidence,
            f"{program.scope(site)}:{name}",
        )

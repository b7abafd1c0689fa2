"""Calls and reads that are wrong under SnapStart wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck.checks.called import called
from snapcheck.checks.draft import Draft
from snapcheck.knowledge import Api
from snapcheck.link.places import Site
from snapcheck.link.program import Program
from snapcheck.link.summary import Activation, Flagged
from snapcheck.model import Question


def flagged(program: Program, question: Question) -> Iterator[Draft]:
    """One draft for each place that calls or reads what a row flags with `flag`."""
    calls: dict[Site, list[tuple[Activation, Api]]] = {}
    for activation, event in program.events():
        if (
            isinstance(event, Flagged)
            and event.api.flag == question.about
            and question.concerns(event.api.name)
            and (not question.phases or activation.phase.name in question.phases)
        ):
            calls.setdefault(event.site, []).append((activation, event.api))
    return called(program, calls, program.reached)

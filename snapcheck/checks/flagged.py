"""Calls and reads that are wrong under SnapStart wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck.checks.called import Calls, called, is_read
from snapcheck.checks.draft import Draft
from snapcheck.knowledge import Api
from snapcheck.link.places import Site
from snapcheck.link.program import Program
from snapcheck.link.summary import Activation, Flagged
from snapcheck.model import Question


def flagged(program: Program, question: Question) -> Iterator[Draft]:
    """Draft each place that calls or reads what a row flags, in the phases that are asked for."""
    calls: dict[Site, list[tuple[Activation, Api]]] = {}
    flags: set[str] = set()
    for activation, event in program.events():
        if isinstance(event, Flagged) and event.api.level is None and _says_all(event.api):
            flags.add(event.api.flag)
        if (
            isinstance(event, Flagged)
            and event.api.flag == question.about
            and question.concerns(event.api.name)
            and (not question.phases or activation.phase.name in question.phases)
        ):
            calls.setdefault(event.site, []).append((activation, event.api))
    told = {site: runs for site, runs in calls.items() if runs[0][1].unless_flagged not in flags}
    return called(program, _first_reads(told), program.reached)


def _says_all(api: Api) -> bool:
    """Tell whether what a row flags needs nothing else to be said, not what shows it only too."""
    return api.unless_flagged != api.flag


def _first_reads(calls: Calls) -> Calls:
    """Leave out what a function reads after its first read: the keys are one thing."""
    first: dict[tuple[str, int], Site] = {}
    for site in sorted(calls):
        if is_read(calls[site][0][1]):
            first.setdefault((site.path, site.function), site)
    return {
        site: runs
        for site, runs in calls.items()
        if not is_read(runs[0][1]) or first[site.path, site.function] == site
    }

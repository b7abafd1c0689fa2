"""What every invocation does anew, and need not."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck.checks.called import called
from snapcheck.checks.draft import Draft
from snapcheck.knowledge import Api
from snapcheck.link.places import Site
from snapcheck.link.program import Program
from snapcheck.link.summary import Activation, Cost
from snapcheck.model import Question


def per_invoke(program: Program, question: Question) -> Iterator[Draft]:
    """One draft for each call of that cost which every invocation makes."""
    calls: dict[Site, list[tuple[Activation, Api]]] = {}
    for activation, event in program.events():
        if not program.always[activation.id] or not isinstance(event, Cost):
            continue
        cached = not event.always or program.caches.ask(event.asked)
        if not cached and _costs(event.api, question):
            calls.setdefault(event.site, []).append((activation, event.api))
    return called(program, calls, program.always, ", on every invocation")


def _costs(api: Api, question: Question) -> bool:
    return api.cost is not None and api.cost.name == question.about and question.concerns(api.name)

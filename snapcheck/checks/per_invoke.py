"""What every invocation does anew, and need not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from snapcheck.checks.called import called
from snapcheck.checks.draft import Draft
from snapcheck.knowledge import Api
from snapcheck.link.places import Site
from snapcheck.link.program import Program
from snapcheck.link.summary import Activation, Cost, WrittenBack
from snapcheck.model import Question


def per_invoke(program: Program, question: Question) -> Iterator[Draft]:
    """One draft for each call of that cost which every invocation makes."""
    calls: dict[Site, list[tuple[Activation, Api]]] = {}
    costs = [
        (activation, event) for activation, event in program.events() if isinstance(event, Cost)
    ]
    varying, left_out = _varying(program, costs), _on_the_way(program, costs)
    written = _written(program)
    for activation, cost in costs:
        if (
            not program.always[activation.id]
            or cost.site in left_out
            or (activation.id, cost.site) in varying
        ):
            continue
        if _kept_by(cost) in written:
            continue
        cached = not cost.always or program.caches.ask(cost.asked)
        if not cached and _costs(cost.api, question):
            calls.setdefault(cost.site, []).append((activation, cost.api))
    return called(program, calls, program.always, ", on every invocation")


def _varying(program: Program, costs: Sequence[tuple[Activation, Cost]]) -> set[tuple[int, Site]]:
    """Where a client, or a request for a secret, depends on the event or on such a client.

    In each calling context by itself: what one caller hands on concerns no other.
    """
    shared = [(a.id, c) for a, c in costs if c.spelled or c.session is not None]
    if not shared:
        return set()
    depending = program.depending()
    found = {
        (id, c.site) for id, c in shared if any(depending.mentions(*each) for each in c.spelled)
    }
    while True:
        sessions = {site for _, site in found}
        further = {(id, c.site) for id, c in shared if c.session in sessions} - found
        if not further:
            return found
        found |= further


def _on_the_way(program: Program, costs: Sequence[tuple[Activation, Cost]]) -> set[Site]:
    """Sessions of which one expression makes a client: building that is the cost to tell of."""
    return {
        cost.session
        for _, cost in costs
        if cost.session is not None
        and _begins(program, cost.session) == _begins(program, cost.site)
    }


def _begins(program: Program, site: Site) -> tuple[str, int, int]:
    span = program.modules[site.path].span(site.number)
    return (span.path, span.line, span.column)


def _written(program: Program) -> set[tuple[str, str]]:
    """What invocations write: by the file and the client, as they read it."""
    return {
        (event.site.path, event.method.rpartition(".")[0])
        for _, event in program.events()
        if isinstance(event, WrittenBack)
    }


def _kept_by(cost: Cost) -> tuple[str, str]:
    """The file and the client of a call that costs."""
    return (cost.site.path, cost.api.name.rpartition(".")[0])


def _costs(api: Api, question: Question) -> bool:
    return api.cost is not None and api.cost.name == question.about and question.concerns(api.name)

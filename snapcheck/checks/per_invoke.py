"""What every invocation does anew, and need not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    costs = [
        (activation, event) for activation, event in program.events() if isinstance(event, Cost)
    ]
    varying = _varying(program, [cost for _, cost in costs])
    for activation, cost in costs:
        if not program.always[activation.id] or cost.site in varying:
            continue
        cached = not cost.always or program.caches.ask(cost.asked)
        if not cached and _costs(cost.api, question):
            calls.setdefault(cost.site, []).append((activation, cost.api))
    return called(program, calls, program.always, ", on every invocation")


def _varying(program: Program, costs: Sequence[Cost]) -> set[Site]:
    """Where a client, or a request for a secret, depends on the event or on such a client."""
    shared = [cost for cost in costs if cost.spelled or cost.session is not None]
    if not shared:
        return set()
    depending = program.depending()
    found = {c.site for c in shared if any(depending.mentions(*each) for each in c.spelled)}
    while further := {c.site for c in shared if c.session in found} - found:
        found |= further
    return found


def _costs(api: Api, question: Question) -> bool:
    return api.cost is not None and api.cost.name == question.about and question.concerns(api.name)

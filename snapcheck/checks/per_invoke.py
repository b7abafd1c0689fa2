"""What every invocation does anew, and need not."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck.checks.draft import Draft, DraftStep, call_label, in_scope
from snapcheck.link.activation import Activation, Cost
from snapcheck.link.program import Program
from snapcheck.link.values import Site
from snapcheck.model import StepKind


def per_invoke(program: Program, cost: str) -> Iterator[Draft]:
    """One draft for each call of that cost which every invocation makes."""
    by_site: dict[Site, list[tuple[Activation, Cost]]] = {}
    for activation, event in program.events():
        surely = isinstance(event, Cost) and event.always and program.always[activation.id]
        if surely and isinstance(event, Cost) and event.api.cost == cost:
            by_site.setdefault(event.site, []).append((activation, event))
    for site in sorted(by_site):
        found = by_site[site]
        api = found[0][1].api
        bits = 0
        for activation, _ in found:
            bits |= program.always[activation.id]
        sure = max(program.confidence(activation, bits) for activation, _ in found)
        using = f"called {in_scope(program.scope(site))}"
        yield Draft(
            site,
            call_label(api.name),
            call_label(api.name),
            site,
            using,
            (DraftStep(StepKind.USED, f"{using}, on every invocation", site),),
            program.named(bits),
            min(sure, api.confidence),
            f"{program.scope(site)}:{api.name}",
            behaviour=api.behaviour,
        )

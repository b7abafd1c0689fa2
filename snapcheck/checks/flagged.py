"""Calls and reads that are wrong under SnapStart wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck.checks.draft import Draft, DraftStep, call_label, in_scope
from snapcheck.link.activation import Activation, Flagged
from snapcheck.link.program import Program
from snapcheck.link.values import Site
from snapcheck.model import StepKind


def flagged(program: Program, flag: str) -> Iterator[Draft]:
    """One draft for each place that calls or reads what a row flags with `flag`."""
    by_site: dict[Site, list[tuple[Activation, Flagged]]] = {}
    for activation, event in program.events():
        if isinstance(event, Flagged) and event.api.flag == flag:
            by_site.setdefault(event.site, []).append((activation, event))
    for site in sorted(by_site):
        found = by_site[site]
        api = found[0][1].api
        bits = 0
        for activation, _ in found:
            bits |= program.reached[activation.id]
        sure = max(program.confidence(activation, bits) for activation, _ in found)
        is_read = api.name.startswith("os.environ[")
        using = f"{'read' if is_read else 'called'} {in_scope(program.scope(site))}"
        name = f"`{api.name}`" if is_read else call_label(api.name)
        yield Draft(
            site,
            name,
            name,
            site,
            using,
            (DraftStep(StepKind.USED, using, site),),
            program.named(bits),
            min(sure, api.confidence),
            f"{program.scope(site)}:{api.name}",
            api.instead,
            behaviour=api.behaviour,
        )

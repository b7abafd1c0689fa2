"""Calls and reads that are findings by themselves: nothing is kept, the place is all there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from snapcheck.checks.draft import Draft, DraftStep, call_label, in_scope
from snapcheck.knowledge import Api
from snapcheck.link.entry_set import EntrySet
from snapcheck.link.places import Site
from snapcheck.link.program import Program
from snapcheck.link.summary import Activation
from snapcheck.model import StepKind
from snapcheck.model.proof import Holder, Kept

Calls = Mapping[Site, Sequence[tuple[Activation, Api]]]
"""The runs that call or read something, by place."""


def called(
    program: Program, calls: Calls, by_activation: Sequence[EntrySet], how_often: str = ""
) -> Iterator[Draft]:
    """Yield one draft for each place; `by_activation` says which entry points are concerned.

    `how_often` is said of what is wrong only if it happens again and again; what a row advises
    instead is about calling it at all.
    """
    for site in sorted(calls):
        api = calls[site][0][1]
        entries = EntrySet.union(by_activation[activation.id] for activation, _ in calls[site])
        sure = max(program.confidence(activation, entries) for activation, _ in calls[site])
        reads = is_read(api)
        using = f"{'read' if reads else 'called'} {in_scope(program.scope(site))}"
        name = f"`{api.name}`" if reads else call_label(api.name)
        yield Draft(
            site,
            name,
            name,
            site,
            using,
            (DraftStep(StepKind.USED, f"{using}{how_often}", site),),
            program.named(entries),
            min(sure, api.confidence),
            f"{program.scope(site)}:{api.name}",
            "" if how_often else api.instead,
            level=api.level if reads else None,
            row=api,
            kept=Kept(Holder.ABSENT, site.path, (api.name,)) if reads else None,
        )


def is_read(api: Api) -> bool:
    """Return whether a row is about reading a variable of the environment."""
    return api.name.startswith("os.environ[")

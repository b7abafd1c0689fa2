"""Reads of what is not there under SnapStart."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck.checks.draft import Draft, DraftStep, in_scope
from snapcheck.link.entry_set import EntrySet
from snapcheck.link.places import Site
from snapcheck.link.program import Program
from snapcheck.link.summary import AbsentRead
from snapcheck.model import Question, StepKind
from snapcheck.model.proof import Holder, Kept


def absent(program: Program, question: Question) -> Iterator[Draft]:
    """Yield one draft for each function that reads a variable or attribute which is absent.

    At the first read that needs a value; the first at all where none does.
    """
    by_site: dict[Site, tuple[AbsentRead, EntrySet]] = {}
    for activation, event in program.events():
        if isinstance(event, AbsentRead) and question.concerns(event.api.name):
            entries = program.reached[activation.id]
            if event.site in by_site:
                entries |= by_site[event.site][1]
            by_site[event.site] = (event, entries)
    first: dict[tuple[str, int], Site] = {}
    for site in sorted(by_site, key=lambda site: (by_site[site][0].level is not None, site)):
        first.setdefault((site.path, site.function), site)
    for site in sorted(first.values()):
        read, entries = by_site[site]
        name = read.api.name.replace("lambda-context", "context")
        scope = in_scope(program.scope(site))
        yield Draft(
            site,
            f"`{name}`",
            "the Lambda runtime",
            site,
            f"used {scope}",
            (DraftStep(StepKind.USED, f"read {scope}; it is absent under SnapStart", site),),
            program.named(entries),
            read.api.confidence,
            f"{program.scope(site)}:{name}",
            kept=Kept(Holder.ABSENT, site.path, (read.api.name,)),
            level=read.level,
            row=read.api,
            label="not set under SnapStart",
        )

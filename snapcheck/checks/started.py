"""Background work that INIT starts and does not wait for."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck.checks.draft import SNAPSHOT, Draft, DraftStep, call_label, in_scope
from snapcheck.link.entry_set import NO_ENTRIES, EntrySet
from snapcheck.link.places import Site
from snapcheck.link.program import Program
from snapcheck.link.summary import Ended, Started
from snapcheck.model import Confidence, Question, StepKind


def started(program: Program, question: Question) -> Iterator[Draft]:
    """Yield one draft for each place at which INIT starts work that is running when it ends."""
    ended: dict[Site, EntrySet] = {}
    starts: dict[Site, tuple[Started, EntrySet, Confidence]] = {}
    for activation, event in program.events():
        entries = program.reached[activation.id]
        if isinstance(event, Ended):
            ended[event.origin] = ended.get(event.origin, NO_ENTRIES) | entries
        elif isinstance(event, Started) and question.concerns(event.api.name):
            sure = program.confidence(activation, entries)
            known = starts.get(event.site, (event, NO_ENTRIES, sure))
            starts[event.site] = (known[0], known[1] | entries, max(known[2], sure))
    for site, (event, entries, sure) in sorted(starts.items(), key=lambda item: item[0]):
        running = entries - ended.get(event.origin, NO_ENTRIES)
        if running:
            yield _draft(program, site, event, running, min(sure, event.api.confidence))


def _draft(
    program: Program, site: Site, event: Started, entries: EntrySet, sure: Confidence
) -> Draft:
    name = call_label(event.api.name)
    using = f"called {in_scope(program.scope(site))}"
    return Draft(
        site,
        name,
        name,
        site,
        using,
        (DraftStep(StepKind.MADE, f"started by {name}", site), SNAPSHOT),
        program.named(entries),
        sure,
        f"{program.scope(site)}:{event.api.name}",
        event.api.instead,
        row=event.api,
    )

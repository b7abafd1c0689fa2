"""Background work that INIT starts and does not wait for."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck.checks.draft import SNAPSHOT, Draft, DraftStep, call_label, in_scope
from snapcheck.link.program import Program
from snapcheck.link.summary import Ended, Started
from snapcheck.link.values import Site
from snapcheck.model import Confidence, Question, StepKind


def started(program: Program, question: Question) -> Iterator[Draft]:
    """One draft for each place at which INIT starts work that is running when it ends."""
    ended: dict[Site, int] = {}
    starts: dict[Site, tuple[Started, int, Confidence]] = {}
    for activation, event in program.events():
        bits = program.reached[activation.id]
        if isinstance(event, Ended):
            ended[event.origin] = ended.get(event.origin, 0) | bits
        elif isinstance(event, Started) and question.concerns(event.api.name):
            sure = program.confidence(activation, bits)
            known = starts.get(event.site, (event, 0, sure))
            starts[event.site] = (known[0], known[1] | bits, max(known[2], sure))
    for site, (event, bits, sure) in sorted(starts.items(), key=lambda item: item[0]):
        running = bits & ~ended.get(event.origin, 0)
        if running:
            yield _draft(program, site, event, running, min(sure, event.api.confidence))


def _draft(program: Program, site: Site, event: Started, bits: int, sure: Confidence) -> Draft:
    name = call_label(event.api.name)
    using = f"called {in_scope(program.scope(site))}"
    return Draft(
        site,
        name,
        name,
        site,
        using,
        (DraftStep(StepKind.MADE, f"started by {name}", site), SNAPSHOT),
        program.named(bits),
        sure,
        f"{program.scope(site)}:{event.api.name}",
        event.api.instead,
        behaviour=event.api.behaviour,
    )

"""Generators: a call runs nothing yet, going over them runs their body."""

from __future__ import annotations

from snapcheck.link.atoms import Function, Keep, Suspended
from snapcheck.link.frame import Frame
from snapcheck.link.handing import note_handed
from snapcheck.link.places import EntryPlace, Site
from snapcheck.link.tracking import keep, returned
from snapcheck.link.values import Passed, Value, join


def suspend(
    frame: Frame, function: Function, bound: dict[str, Value], given: list[Passed], site: int
) -> Value:
    """Return what a call of a generator function yields; its arguments wait with it."""
    at = frame.allocate(site)
    qualified = frame.modules.function(function.id).qualified
    for name, value in bound.items():
        if value:
            label = f"`{name}` of `{qualified}`"
            frame.write(EntryPlace(at, name), value, label, site)
    frame.notes.suspended[at] = given
    return frozenset([Suspended(function, at, frame.here(site))])


def resume(frame: Frame, generator: Suspended) -> Value:
    """Run a generator's body in the frame's phase; return what it yields."""
    id = generator.function.id
    facts = frame.modules.function(id)
    bound = {
        parameter.name: frame.read(EntryPlace(generator.at, parameter.name))
        for parameter in facts.parameters
    }
    activation = frame.interpreter.enter(frame, generator.function, bound)
    note_handed(frame, activation.id, facts, frame.notes.suspended.get(generator.at, []))
    yields = activation.yields
    # A generator that INIT began is in the snapshot with the locals that it had.
    begun = EntryPlace(generator.at, "")
    if not frame.later:
        label = f"a local of `{facts.qualified}`"
        kept = Keep(begun, Site(id.path, id.number, facts.site), label)
        frame.write(begun, keep(activation.remembers, kept, frame.phase), "", -1)
    elif frame.heap.has(begun):
        yields = join([yields, frame.read(begun)])
    if generator.here is None:
        return yields
    id = generator.function.id
    return returned(yields, Site(id.path, id.number, 0), generator.here)

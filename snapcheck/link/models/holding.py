"""Objects of libraries that keep what they are given."""

from __future__ import annotations

from snapcheck.knowledge import Handling
from snapcheck.link.flow import ANY, carried
from snapcheck.link.flow import held as everything_held
from snapcheck.link.frame import Frame
from snapcheck.link.places import Allocation, EntryPlace
from snapcheck.link.values import NOTHING, Made, Passed, Value, derive, join
from snapcheck.model import Confidence


def label_of(name: str) -> str:
    """Return what a message calls an object that calling `name` yields."""
    return f"the `{name.rpartition('.')[2]}` object"


def keep(frame: Frame, at: Allocation, name: str, arguments: list[Passed], site: int) -> None:
    """Let the object that calling `name` yields, at `at`, keep the arguments."""
    for argument in arguments:
        kept = _kept(frame, argument.value)
        if kept:
            entry = argument.keyword or ANY
            frame.write(EntryPlace(at, entry), kept, label_of(name), site)


def _kept(frame: Frame, value: Value) -> Value:
    """What an object keeps of an argument: data as copies, objects as they are."""
    objects = frozenset(
        a for a in value if isinstance(a, Made) and not a.hazard and a.holds is not None
    )
    held = frozenset(carried(frame, value - objects))
    generators_in_it = frozenset(m for m in held if m.is_generator)
    return join([derive(held, lower_to=Confidence.MEDIUM), generators_in_it, objects])


def stores(frame: Frame, receiver: Made, name: str) -> bool:
    """Return whether the method `name` puts its arguments into `receiver`."""
    flows = frame.knowledge.flows
    return flows.has(f"{receiver.name}.{name}", Handling.STORES, Handling.BINDS)


def use_held(frame: Frame, receiver: Made, name: str, arguments: list[Passed], site: int) -> Value:
    """Call a method of `receiver`: one that stores keeps its arguments, a getter yields them."""
    assert receiver.holds is not None
    flows = frame.knowledge.flows
    if stores(frame, receiver, name):
        for argument in arguments:
            kept = derive(frozenset(carried(frame, argument.value)), lower_to=Confidence.MEDIUM)
            if kept:
                place = EntryPlace(receiver.holds, ANY)
                frame.write(place, kept, label_of(receiver.name), site, sure=False)
        binds = flows.has(f"{receiver.name}.{name}", Handling.BINDS)
        return frozenset([receiver]) if binds else NOTHING
    if name == "get":
        return everything_held(frame, receiver.holds)
    return NOTHING


def is_variable(frame: Frame, receiver: Made) -> bool:
    """Return whether an object is a variable, as those of `contextvars` are."""
    return frame.knowledge.flows.has(receiver.name, Handling.VARIABLE)


def use_variable(
    frame: Frame, receiver: Made, name: str, arguments: list[Passed], site: int
) -> Value:
    """Call a method of a variable: it holds what was set last, and its default before that."""
    assert receiver.holds is not None
    here = EntryPlace(receiver.holds, "value")
    if name == "set" and arguments:
        frame.write(here, arguments[0].value, label_of(receiver.name), site)
    if name != "get":
        return NOTHING
    value = frame.read(here)
    if here in frame.state.fresh:
        return value
    default = frame.read(EntryPlace(receiver.holds, "default"))
    return join([value, default, *[argument.value for argument in arguments]])

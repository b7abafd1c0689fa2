"""What tests ask: the places that are read to decide which way an invocation takes."""

from __future__ import annotations

from collections.abc import Callable, Collection

from snapcheck.facts import Expression, Name
from snapcheck.link.atoms import Container
from snapcheck.link.flow import ANY
from snapcheck.link.frame import Frame
from snapcheck.link.places import EntryPlace, Place
from snapcheck.link.syntax import nodes
from snapcheck.link.values import Value, in_order
from snapcheck.model import Phase

# More than that no test of a cache reads.
_MOST = 24

_NONE: frozenset[Place] = frozenset()


def asking(
    frame: Frame, expression: Expression, evaluate: Callable[[Frame, Expression], Value]
) -> tuple[Value, frozenset[Place]]:
    """Return what an expression may be, and the places that were read to find out.

    Of a local, those that it was bound by; none before the snapshot, where nobody asks.
    """
    if frame.phase is not Phase.INVOKE:
        return evaluate(frame, expression), _NONE
    outer, frame.reads = frame.reads, {}
    value = evaluate(frame, expression)
    reads, frame.reads = frame.reads, outer
    if outer is not None:
        outer.update(reads)
    places = _few(reads)
    handed = [name for name, given in frame.activation.arguments.items() if _has_container(given)]
    if frame.asked_by or handed:
        for name in nodes(expression, Name):
            if name.name in frame.asked_by:
                places |= frame.asked_by[name.name]
            if name.name in handed:
                places |= _held_by(frame.activation.arguments[name.name])
    note_asked(frame, places)
    return value, places


def _few(reads: Collection[Place]) -> frozenset[Place]:
    """Return as many of what was read as tests of caches do, the same in each run."""
    if not reads:
        return _NONE
    return frozenset(reads if len(reads) <= _MOST else sorted(reads, key=repr)[:_MOST])


def _has_container(given: Value) -> bool:
    for atom in given:  # noqa: SIM110 - any() takes twice as long, and all tests ask
        if type(atom) is Container:
            return True
    return False


def _held_by(given: Value) -> frozenset[Place]:
    """Return what a test asks of the containers that a parameter is given: whether they hold it."""
    held = [EntryPlace(atom.at, ANY) for atom in in_order(given) if isinstance(atom, Container)]
    return frozenset(held[:_MOST])


def note_asked(frame: Frame, places: frozenset[Place]) -> None:
    """Let who calls this body ask what its tests and results ask."""
    asked = frame.activation.asked
    if places and len(asked) < _MOST:
        asked.update(dict.fromkeys(places))


def note_bound(frame: Frame, targets: tuple[Expression, ...], places: frozenset[Place]) -> None:
    """Let tests of the locals among `targets` ask what their value was found out by."""
    if frame.later and frame.function is not None:
        for name in nodes(targets, Name):
            if places:
                frame.asked_by[name.name] = places
            else:
                frame.asked_by.pop(name.name, None)

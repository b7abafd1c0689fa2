"""What tests ask: the places that are read to decide which way an invocation takes."""

from __future__ import annotations

from collections.abc import Callable

from snapcheck.facts import Expression, Name
from snapcheck.link.atoms import Container
from snapcheck.link.flow import ANY
from snapcheck.link.frame import Frame
from snapcheck.link.places import EntryPlace, Place
from snapcheck.link.syntax import nodes
from snapcheck.link.values import NOTHING, Value, in_order
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
    places = frozenset(list(reads)[:_MOST])
    for name in nodes(expression, Name):
        places |= frame.asked_by.get(name.name, _NONE)
        places |= _handed_in(frame, name.name)
    note_asked(frame, places)
    return value, places


def _handed_in(frame: Frame, name: str) -> frozenset[Place]:
    """Return what a test asks of the containers that a parameter is given: whether they hold it."""
    given = in_order(frame.activation.arguments.get(name, NOTHING))
    return frozenset([EntryPlace(a.at, ANY) for a in given if isinstance(a, Container)][:_MOST])


def note_asked(frame: Frame, places: frozenset[Place]) -> None:
    """Let who calls this body ask what its tests and results ask."""
    asked = frame.activation.asked
    if len(asked) < _MOST:
        asked.update(dict.fromkeys(places))


def note_bound(frame: Frame, targets: tuple[Expression, ...], places: frozenset[Place]) -> None:
    """Let tests of the locals among `targets` ask what their value was found out by."""
    if frame.later and frame.function is not None:
        for target in targets:
            for name in nodes(target, Name):
                frame.asked_by[name.name] = places

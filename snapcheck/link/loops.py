"""Loops: bodies that run several times, or once for each thing that is gone over."""

from __future__ import annotations

from collections.abc import Callable

from snapcheck import facts
from snapcheck.link.atoms import Container, Object
from snapcheck.link.frame import Frame, State, merge
from snapcheck.link.iteration import iterate
from snapcheck.link.places import AttributePlace, EntryPlace, Place
from snapcheck.link.syntax import plain, times_of
from snapcheck.link.values import Value

# A loop body is followed until what flows round it has settled; two rounds carry a value from
# one iteration into the next.
_ROUNDS = 2
# Loops in loops multiply what that takes. So many rounds of the innermost body carry a value
# through all of them anyway: from then on a round of an outer one is one of the inner one too.
_MOST_TURNS = 64


def are_told_apart(frame: Frame, items: list[Value]) -> bool:
    """Tell whether a loop over these items is followed item by item."""
    return bool(items) and frame.turns * len(items) <= _MOST_TURNS


def for_any(frame: Frame, node: facts.For, iterable: Value) -> None:
    """Follow a loop over things that are not told apart."""
    ends: list[State] = []

    def body() -> None:
        frame.interpreter.assign(frame, node.target, iterate(frame, iterable))
        frame.interpreter.execute(frame, node.body)
        ends.append(frame.state)

    outer, frame.times = frame.times, frame.times * times_of(node.iterable)
    jumped = repeat(frame, body, False)
    frame.times = outer
    if frame.later and not jumped and _is_whole(frame, node.iterable, iterable):
        _renew_all(frame, ends[-1], iterate(frame, iterable))


def _is_whole(frame: Frame, spelled: facts.Expression, iterable: Value) -> bool:
    """Tell whether a loop goes over all that INIT put into something, and not over a part of it."""
    if isinstance(spelled, facts.Call):
        called = plain(spelled).function
        if not isinstance(called, facts.Attribute) or called.name != "values":
            return False
        local = frame.function.locals if frame.function is not None else frozenset[str]()
        return isinstance(called.base, facts.Attribute) or (
            isinstance(called.base, facts.Name) and called.base.name not in local
        )
    return isinstance(spelled, (facts.Name, facts.Attribute)) and all(
        isinstance(atom, Container) and frame.heap.is_older(atom.at) for atom in iterable
    )


def _renew_all(frame: Frame, end: State, items: Value) -> None:
    """Note what the body renews of each of the things: where there are none, nothing is old."""
    owners = {atom.at for atom in items if isinstance(atom, (Container, Object))}
    if not owners or not end.live:
        return
    renewed = frozenset([place for place in end.fresh if _owner(place) in owners])
    frame.state.fresh = frame.state.fresh | renewed
    frame.state.doubtful = frame.state.doubtful - renewed


def _owner(place: Place) -> object:
    return place.owner if isinstance(place, (AttributePlace, EntryPlace)) else None


def for_each(frame: Frame, node: facts.For, items: list[Value]) -> None:
    """Follow the body once for each item, so that what belongs together stays together."""
    outer, frame.jumps = frame.jumps, []
    turns, frame.turns = frame.turns, frame.turns * len(items)
    frame.repeating += 1
    for item in items:
        frame.interpreter.assign(frame, node.target, item)
        frame.interpreter.execute(frame, node.body)
        if frame.jumps or not frame.state.live:
            # `break` or `continue`: what comes behind may run or not.
            frame.state = merge([frame.state, *frame.jumps]).copy()
            frame.jumps = []
    frame.repeating -= 1
    frame.turns = turns
    frame.jumps = outer


def repeat(frame: Frame, body: Callable[[], None], at_least_once: bool) -> bool:
    """Follow a loop's body a few times; behind it, it may have run or not.

    Returns whether anything leaves the body before its end.
    """
    outer, frame.jumps = frame.jumps, []
    before = frame.state.copy()
    after: list[State] = [] if at_least_once else [before]
    rounds = _ROUNDS if frame.turns < _MOST_TURNS else 1
    turns, frame.turns = frame.turns, frame.turns * rounds
    frame.repeating += 1
    for _ in range(rounds):
        frame.state = merge([before, frame.state]).copy()
        body()
        if not frame.state.live:
            break
    frame.repeating -= 1
    frame.turns = turns
    jumped = bool(frame.jumps)
    frame.state = merge([*after, frame.state, *frame.jumps])
    frame.jumps = outer
    return jumped

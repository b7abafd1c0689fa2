"""Flags of the first call: `if is_first:` behind which the first invocation renews what INIT left.

INIT leaves such a flag so that the first invocation takes the branch. That assigns the values and
changes the flag, so that later invocations find what it has assigned.
"""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck import facts
from snapcheck.facts import Expression, Fact, Statement
from snapcheck.link.atoms import Constant, ConstantKind, Object
from snapcheck.link.frame import Frame, State
from snapcheck.link.places import AttributePlace, GlobalPlace, Place
from snapcheck.link.syntax import as_attribute, asked_for_none, in_a_row, nodes, single
from snapcheck.link.values import Value
from snapcheck.model import Phase

_KNOWN = frozenset({ConstantKind.NONE, ConstantKind.BOOL, ConstantKind.INT, ConstantKind.STR})


class Flag(Fact, frozen=True):
    """A test of a flag: where it is kept, and whether the first invocation finds the test true.

    `left` says whether INIT leaves something true there, or (`about_none`) None.
    """

    place: Place
    first: bool
    left: bool
    about_none: bool


def flag_of(frame: Frame, asked: Expression, places: frozenset[Place]) -> Flag | None:
    """Return the flag that a test asks for, if INIT leaves one there."""
    if frame.phase is not Phase.INVOKE or not places or not frame.snapshot.holds_hazards:
        return None
    negated = isinstance(asked, facts.Not)
    about_none = False
    if isinstance(asked, facts.Not):
        asked = asked.value
    elif isinstance(asked, facts.Compare):
        about = asked_for_none(asked)
        if about is None:
            return None
        about_none = True
        asked, negated = about
    asked = as_attribute(asked)
    if not isinstance(asked, (facts.Name, facts.Attribute)):
        return None
    flags = [(place, left) for place in places if (left := _left(frame, place, about_none))]
    if len(flags) != 1:
        return None
    place, left = flags[0]
    return Flag(place, (True in left) is not negated, True in left, about_none)


def _left(frame: Frame, place: Place, about_none: bool) -> set[bool]:
    """Return whether what INIT leaves there is true (or None); empty where that is not known."""
    if any(True for _ in frame.heap.writers(place, Phase.RESTORE)):
        return set()
    found = _truths(frame.heap.frozen(place), about_none)
    return found if len(found) == 1 else set()


def _truths(value: Value, about_none: bool) -> set[bool]:
    if about_none:
        return {isinstance(atom, Constant) and atom.value is None for atom in value}
    if not all(isinstance(atom, Constant) and atom.kind in _KNOWN for atom in value):
        return {True, False}
    return {bool(atom.value) for atom in value if isinstance(atom, Constant)}


def renewed_behind(frame: Frame, flag: Flag | None, first: State) -> frozenset[Place]:
    """Return what stays new once the branch of the first invocation, which ends in `first`, ran."""
    if flag is None or not first.live or flag.place not in first.fresh:
        return frozenset()
    for _, value in frame.heap.writers(flag.place, Phase.INVOKE):
        now = _truths(value, flag.about_none)
        if flag.left in now or (not now and not flag.about_none):
            return frozenset()
    return first.fresh


def renewed_before(frame: Frame, flag: Flag, way: tuple[Statement, ...]) -> frozenset[Place]:
    """Return what the way of the first call assigns together with the flag that a test asks for.

    Who finds the flag changed finds that assigned too: `if ready: return badge`.
    """
    found: set[Place] = set()
    steps: dict[str, Expression] = {}
    is_changed = False
    for targets, value in in_a_row(way):
        assigned = set(_places(frame, targets))
        found |= assigned
        if isinstance(value, facts.Name):
            value = steps.get(value.name, value)
        steps.update((name.name, value) for name in nodes(targets, facts.Name))
        if flag.place in assigned and isinstance(value, facts.Literal):
            is_true = value.value is None if flag.about_none else bool(value.value)
            is_changed = is_true is not flag.left
    return frozenset(found) if is_changed else frozenset()


def _places(frame: Frame, targets: tuple[Expression, ...]) -> Iterator[Place]:
    """Yield the globals, and the attributes of one object, that an assignment binds."""
    function = frame.function
    for target in single(targets):
        if isinstance(target, facts.Name):
            if function is not None and target.name in function.globals:
                yield GlobalPlace(frame.module.path, target.name)
        elif isinstance(target, facts.Attribute) and isinstance(target.base, facts.Name):
            base = frame.state.names.get(target.base.name, frozenset())
            for atom in base if len(base) == 1 else ():
                if isinstance(atom, Object):
                    yield AttributePlace(atom.at, target.name)

"""Whether what a test of a hook asks for is there: what INIT has left is, until a hook takes it.

A hook that calls `connection()`, which connects where there is no connection, connects never.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from snapcheck import facts
from snapcheck.facts import Expression
from snapcheck.link.atoms import Atom, Container, Made, Object
from snapcheck.link.flow import key_names, take
from snapcheck.link.frame import Frame
from snapcheck.link.places import EntryPlace, Place
from snapcheck.link.summary import Found
from snapcheck.link.syntax import asked_for_none
from snapcheck.link.values import Value, in_order
from snapcheck.model import Phase

Evaluate = Callable[[Frame, Expression], Value]
"""Returns what an expression may be."""


def is_there(frame: Frame, test: Expression, evaluate: Evaluate) -> bool | None:
    """Return what a test for a value, for None or for a key yields; None where nobody knows."""
    if isinstance(test, facts.Compare):
        return _compared(frame, test, evaluate)
    if isinstance(test, (facts.Name, facts.Attribute, facts.Subscript)) or _is_look_up(test):
        return _is_left(frame, test, evaluate) or None
    return None


def _compared(frame: Frame, test: facts.Compare, evaluate: Evaluate) -> bool | None:
    about = asked_for_none(test)
    if about is not None:
        return about[1] if _is_left(frame, about[0], evaluate) else None
    if test.operator in ("in", "not in"):
        return test.operator == "in" if _is_held(frame, test.parts, evaluate) else None
    return None


def _is_look_up(test: Expression) -> bool:
    """Tell whether this is `cache.get(key)` or `getattr(module, name, None)`."""
    function = test.function if isinstance(test, facts.Call) else None
    looks_up = isinstance(function, facts.Attribute) and function.name == "get"
    return looks_up or (isinstance(function, facts.Name) and function.name == "getattr")


def _is_left(frame: Frame, asked: Expression, evaluate: Evaluate) -> bool:
    """Tell whether `asked` is something that INIT has made, and that no hook has replaced."""
    outer, frame.reads = frame.reads, {}
    value = evaluate(frame, asked)
    places, frame.reads = frame.reads, outer
    return not _is_changed(frame, places) and _is_found(frame, value, asked)


def _is_held(frame: Frame, parts: tuple[Expression, ...], evaluate: Evaluate) -> bool:
    """Tell whether what the second part holds under the first is something that INIT has made."""
    key, asked = parts
    names = key_names(evaluate(frame, key))
    for atom in in_order(evaluate(frame, asked)):
        if isinstance(atom, Container):
            for name in names:
                places = [EntryPlace(atom.at, each) for each in frame.entries(atom.at)]
                if not _is_changed(frame, places) and _is_found(
                    frame, take(frame, atom, name), asked
                ):
                    return True
    return False


def _is_found(frame: Frame, value: Value, asked: Expression) -> bool:
    """Tell whether any of a value is of INIT, and note where a hook finds it."""
    found = [atom for atom in in_order(value) if _is_of_init(frame, atom)]
    site = frame.site(facts.first_site(asked))
    for atom in found:
        if isinstance(atom, Made) and atom.kept is not None:
            frame.activation.events.append(Found(atom.kept.place, site))
    return bool(found)


def _is_changed(frame: Frame, places: Iterable[Place]) -> bool:
    fresh, heap = frame.state.fresh, frame.heap
    return any(place in fresh or any(heap.writers(place, Phase.RESTORE)) for place in places)


def _is_of_init(frame: Frame, atom: Atom) -> bool:
    if isinstance(atom, Made):
        return atom.is_frozen
    if isinstance(atom, Container):
        return any(frame.heap.frozen(EntryPlace(atom.at, each)) for each in frame.entries(atom.at))
    return isinstance(atom, Object) and frame.activations[atom.at.activation].phase is Phase.INIT

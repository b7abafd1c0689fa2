"""Functions handed to something outside the program: when they will be called."""

from __future__ import annotations

from snapcheck.link.attributes import member
from snapcheck.link.flow import consume
from snapcheck.link.frame import Frame
from snapcheck.link.places import ClassId
from snapcheck.link.summary import Registration
from snapcheck.link.suspended import resume
from snapcheck.link.values import (
    CALLABLES,
    NOTHING,
    Atom,
    Bound,
    Class,
    External,
    Function,
    Object,
    Partial,
    Passed,
    Suspended,
    Value,
    Wrapped,
    Wrapping,
    in_order,
    join,
)
from snapcheck.model import Confidence, Phase

# Bases whose subclasses are data: handing one over calls none of its methods.
_DATA = ("Model", "Base", "Schema", "Error", "Exception", "Settings", "Document", "Enum", "Dict")


def callbacks(value: Value) -> Value:
    """The first-party callables in `value`."""
    return frozenset(a for a in value if isinstance(a, (Function, Bound, Partial, Wrapped)))


def hand_over(
    frame: Frame, value: Value, site: int, route: str = "", *, on_request: bool = False
) -> None:
    """Something unresolved has them now: it calls them at once, or, given in INIT, in INVOKE.

    `route` is the path of the requests that they are for, where a web framework is told one.
    `on_request` if they are decorated by it: what is an argument may be called, or may not.
    """
    found = _called(frame, value)
    if not found:
        return
    if frame.later:
        consume(frame, run(frame, found, [], site), site)
    else:
        later = Registration(
            found, (), Phase.INVOKE, Confidence.MEDIUM, route=route, on_request=on_request
        )
        frame.activation.registrations.append(later)


def run(frame: Frame, callback: Value, arguments: list[Passed], site: int) -> Value:
    """A library calls what it was given, and goes over what that yields."""
    got = frame.interpreter.call(frame, callback, arguments, site)
    yielded = [resume(frame, atom) for atom in got if isinstance(atom, Suspended)]
    return join([got, *yielded])


def _called(frame: Frame, value: Value) -> Value:
    """All in `value` that may be called: of most arguments, nothing."""
    for atom in value:
        if isinstance(atom, _CALLED):
            return callbacks(value) | _handlers(frame, value)
    return NOTHING


_CALLED = (*CALLABLES, Object)


def _handlers(frame: Frame, value: Value) -> Value:
    """Objects and classes among `value` that a library will call methods of."""
    found: list[Atom] = []
    for atom in in_order(value):
        if isinstance(atom, Object) and member(frame, atom.cls, "__call__"):
            found.append(atom)
        elif (
            isinstance(atom, (Class, Object))
            and (isinstance(atom, Class) or not frame.later)
            and _fills_in(frame, atom.id if isinstance(atom, Class) else atom.cls)
        ):
            found.append(Wrapped(Wrapping.HANDLERS, atom))
    return frozenset(found)


def _fills_in(frame: Frame, cls: ClassId) -> bool:
    """Whether a class extends one of a library, so that the library knows what to call."""
    bases = [
        base.name
        for each in frame.classes.mro(cls)
        for base in frame.classes.bases(each)
        if isinstance(base, External) and "." in base.name
    ]
    return bool(bases) and not any(base.endswith(_DATA) for base in bases)


def run_now(frame: Frame, value: Value, site: int) -> None:
    """The standard library calls what it is given in the phase in which it is given."""
    found = _called(frame, value)
    if found:
        consume(frame, run(frame, found, [], site), site)

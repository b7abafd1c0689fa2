"""Functions handed to something outside the program: when they will be called."""

from __future__ import annotations

import sys

from snapcheck.knowledge import Handling
from snapcheck.link.atoms import (
    CALLABLES,
    Atom,
    Bound,
    Class,
    Container,
    Function,
    Made,
    Method,
    Object,
    Partial,
    Suspended,
    Wrapped,
    Wrapping,
)
from snapcheck.link.classes import has_code
from snapcheck.link.declared import field_names, member
from snapcheck.link.flow import consume
from snapcheck.link.frame import Frame
from snapcheck.link.places import ClassId, EntryPlace
from snapcheck.link.summary import Registration
from snapcheck.link.suspended import resume
from snapcheck.link.values import NOTHING, Passed, Value, in_order, join
from snapcheck.model import Confidence, Phase

# Bases whose subclasses are data: handing one over calls none of its methods.
_DATA = ("Model", "Base", "Schema", "Error", "Exception", "Settings", "Document", "Enum", "Dict")


def callbacks(value: Value) -> Value:
    """Return the first-party callables in `value`."""
    return frozenset(a for a in value if isinstance(a, (Function, Bound, Partial, Wrapped)))


def is_adapter(frame: Frame, atom: Atom) -> bool:
    """Tell whether this is an object of a library that Lambda calls with an event and a context."""
    if isinstance(atom, Made):
        return frame.knowledge.flows.has(atom.name, Handling.ADAPTER)
    if isinstance(atom, Method):
        return is_adapter(frame, atom.receiver)
    return isinstance(atom, Object) and any(
        frame.knowledge.flows.has(base, Handling.ADAPTER)
        for base in frame.classes.libraries(atom.cls)
    )


def called_by_lambda(frame: Frame, value: Value) -> Value:
    """Return all in `value` that takes an event: functions, callable objects, adapters."""
    objects = [a for a in value if isinstance(a, Object) and member(frame, a.cls, "__call__")]
    adapters = [a for a in value if is_adapter(frame, a)]
    return callbacks(value) | frozenset([*objects, *adapters])


def hand_over(
    frame: Frame,
    value: Value,
    site: int,
    route: str = "",
    *,
    on_request: bool = False,
    at_start: bool = False,
) -> None:
    """Hand something to unresolved code, which calls it at once, or, given in INIT, in INVOKE.

    `route` is the path of the requests that they are for, where a web framework is told one.
    `on_request` if they are decorated by it: what is an argument may be called, or may not.
    `at_start` if an application calls them when it starts or stops.
    """
    found = _called(frame, value)
    if not found:
        return
    if frame.later:
        consume(frame, run(frame, found, [], site), site)
    elif at_start and frame.settings.serves_web:
        # The server starts before the snapshot, and the application with it.
        run(frame, found, [], site)
    else:
        later = Registration(
            found,
            (),
            Phase.INVOKE,
            Confidence.MEDIUM,
            route=route,
            on_request=on_request,
            at_start=at_start,
        )
        frame.activation.registrations.append(later)


def run(frame: Frame, callback: Value, arguments: list[Passed], site: int) -> Value:
    """Let a library call what it was given, and go over what that yields."""
    got = frame.interpreter.call(frame, callback, arguments, site)
    yielded = [resume(frame, atom) for atom in got if isinstance(atom, Suspended)]
    return join([got, *yielded])


def _called(frame: Frame, value: Value) -> Value:
    """Return all in `value` that may be called, also in lists: of most arguments, nothing."""
    listed = [_listed(frame, atom) for atom in value if isinstance(atom, Container)]
    if listed:
        value = join([value, *listed])
    for atom in value:
        if isinstance(atom, _CALLED):
            return callbacks(value) | _handlers(frame, value)
    return NOTHING


def _listed(frame: Frame, container: Container) -> Value:
    """Return what a list, or the values of a dict, that a library is given have in them."""
    names = frame.entries(container.at)
    if frame.later or len(names) > _MOST_LISTED:
        return NOTHING
    return join([frame.read(EntryPlace(container.at, name)) for name in names])


# Longer lists are data.
_MOST_LISTED = 64


_CALLED = (*CALLABLES, Object)


def _handlers(frame: Frame, value: Value) -> Value:
    """Return objects and classes among `value` that a library will call methods of."""
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
        elif isinstance(atom, Object) and not frame.later and _is_plain(frame, atom.cls):
            found.append(Wrapped(Wrapping.LISTENER, atom))
    return frozenset(found)


def _is_plain(frame: Frame, cls: ClassId) -> bool:
    """Tell whether a class of the program has no bases but its own, and is no mere data."""
    return not frame.classes.extends_library(cls) and not any(
        field_names(frame, each) for each in frame.classes.mro(cls)
    )


def _fills_in(frame: Frame, cls: ClassId) -> bool:
    """Tell whether a class extends one of a library, so that the library knows what to call."""
    bases = [base for base in frame.classes.libraries(cls) if "." in base and has_code(base)]
    if frame.modules.libraries.hold(cls.path):
        # What a package gives itself is followed; what it does not, the language calls.
        bases = [base for base in bases if base.partition(".")[0] in sys.stdlib_module_names]
    return bool(bases) and not any(base.endswith(_DATA) for base in bases)


def run_now(frame: Frame, value: Value, site: int) -> None:
    """Let the standard library call what it is given in the phase in which it is given."""
    found = _called(frame, value)
    if found:
        consume(frame, run(frame, found, [], site), site)

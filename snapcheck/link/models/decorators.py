"""Decorators: memos, properties, and those that leave a function what it is."""

from __future__ import annotations

from snapcheck.knowledge import Flows, Handling
from snapcheck.link.atoms import Atom, Bound, Class, External, Function, Object, Wrapped, Wrapping
from snapcheck.link.callbacks import callbacks
from snapcheck.link.frame import Frame
from snapcheck.link.values import NOTHING, Passed, Value

UNCHANGED = "functools.wraps()"
"""The name of a decorator that leaves what it decorates as it is."""

_BUILTINS = {
    "property": Wrapping.PROPERTY,
    "staticmethod": Wrapping.STATIC,
    "classmethod": Wrapping.CLASS,
}
_MEMOS = (Wrapping.MEMO, Wrapping.TIMED_MEMO)
_KINDS = {
    Handling.PROPERTY: Wrapping.PROPERTY,
    Handling.MEMO_PROPERTY: Wrapping.MEMO_PROPERTY,
}


def wrapping(flows: Flows, decorator: str, decorated: Value) -> Value | None:
    """Return what `decorated` is under a decorator that is known; None for any other decorator."""
    kind = _kind(flows, decorator)
    if kind is None:
        return None
    return frozenset([_wrap(kind, atom) for atom in decorated])


def _kind(flows: Flows, decorator: str) -> Wrapping | None:
    if decorator in _BUILTINS:
        return _BUILTINS[decorator]
    for use in flows.of(decorator):
        if use.handling is Handling.MEMOISES:
            return Wrapping.TIMED_MEMO if use.timed else Wrapping.MEMO
        if use.handling in _KINDS:
            return _KINDS[use.handling]
    return None


def _wrap(kind: Wrapping, atom: Atom) -> Atom:
    if isinstance(atom, Object) and kind in _MEMOS:
        return Wrapped(kind, atom)
    return Wrapped(kind, atom) if isinstance(atom, (Function, Wrapped, Bound)) else atom


def is_wrapper(flows: Flows, name: str) -> bool:
    """Return whether calling `name` by hand does what decorating does.

    What a memo that forgets does with the arguments of its decorator is not known.
    """
    kind = _kind(flows, name)
    return kind is not None and kind is not Wrapping.TIMED_MEMO


def by_hand(frame: Frame, name: str, arguments: list[Passed]) -> Value:
    """Call a decorator by hand, or with arguments as a decorator factory."""
    given = callbacks(arguments[0].value) if arguments else NOTHING
    if name == "property" and len(given) == 1 and len(arguments) > 1:
        (getter,) = given
        return with_setter(getter, arguments[1:2])
    wrapped = wrapping(frame.knowledge.flows, name, given)
    return wrapped if given and wrapped is not None else frozenset([External(name)])


def with_setter(getter: Atom, setters: list[Passed]) -> Value:
    """Return the property of a getter and what sets it."""
    setting = [atom for given in setters for atom in callbacks(given.value)]
    if not setting:
        return frozenset([Wrapped(Wrapping.PROPERTY, getter)])
    return frozenset([Wrapped(Wrapping.PROPERTY, getter, atom) for atom in setting])


def unchanged(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return what a decorator is given that leaves it as it is, with or without arguments."""
    given = frozenset(
        atom
        for argument in arguments[:1]
        for atom in argument.value
        if isinstance(atom, (Class, Function, Wrapped, Bound))
    )
    return given or frozenset([External(UNCHANGED)])


def factory(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return a decorator that leaves what it decorates as it is."""
    return frozenset([External(UNCHANGED)])

"""Functions that `functools` makes of others: chosen by a type, or methods with some arguments.

`singledispatch` chooses among the functions that were registered; what a type is, is not followed,
so any of them may run. `partialmethod` and `singledispatchmethod` are bound when they are read.
"""

from __future__ import annotations

from collections.abc import Callable

from snapcheck.link.atoms import CALLABLES, Atom, Bound, Function, Partial
from snapcheck.link.frame import Frame
from snapcheck.link.models.partial import partial
from snapcheck.link.places import EntryPlace
from snapcheck.link.values import Passed, Value, one_external

REGISTER = "functools.singledispatch.register()"
DECORATORS = frozenset({"dispatched", "dispatched-method"})
"""The models of rows that make something else of the function that they decorate."""
_FUNCTION = "function"


def dispatched(*, is_method: bool) -> Callable[[Frame, list[Passed], int], Value]:
    """Return the model of `singledispatch`, or of what is like it for methods."""

    def call(frame: Frame, arguments: list[Passed], site: int) -> Value:
        """Return a partial of the function, which others may join."""
        made = partial(frame, arguments[:1], site)
        for atom in made:
            if isinstance(atom, Partial):
                frame.notes.dispatchers.add(atom.at)
        return _noted(frame, made) if is_method else made

    return call


def partial_method(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `partialmethod(f, ...)`: a partial that waits for its object."""
    return _noted(frame, partial(frame, arguments, site))


def _noted(frame: Frame, made: Value) -> Value:
    frame.notes.unbound.update(atom.at for atom in made if isinstance(atom, Partial))
    return made


def attribute_of(frame: Frame, dispatcher: Partial, name: str, site: int) -> Value:
    """Return `render.register`, of a function that chooses by a type."""
    if name != "register" or dispatcher.at not in frame.notes.dispatchers:
        return frozenset()
    given = [one_external(REGISTER), frozenset([dispatcher])]
    return partial(frame, [Passed(each) for each in given], site)


def register(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Follow `render.register(f)`, `render.register(list, f)`; with a type alone, it decorates."""
    dispatchers = [a for each in arguments[:1] for a in each.value if isinstance(a, Partial)]
    functions = frozenset(
        atom for each in arguments[1:] for atom in each.value if isinstance(atom, CALLABLES)
    )
    if not functions:
        given = [one_external(REGISTER), frozenset(dispatchers)]
        return partial(frame, [Passed(each) for each in given], site)
    for dispatcher in dispatchers:
        frame.write(EntryPlace(dispatcher.at, _FUNCTION), functions, "", site, sure=False)
    return functions


def bound(frame: Frame, atom: Partial, receiver: Atom, site: int) -> Value:
    """Return a partial as it is read from an object: one of a method has the object."""
    if atom.at not in frame.notes.unbound:
        return frozenset([atom])
    functions = frame.read(EntryPlace(atom.at, _FUNCTION))
    methods = frozenset([Bound(a, receiver) if isinstance(a, Function) else a for a in functions])
    given = [
        Passed(frame.read(EntryPlace(atom.at, name)), None if name.isdigit() else name)
        for name in frame.entries(atom.at)
        if name != _FUNCTION
    ]
    return partial(frame, [Passed(methods), *given], site)

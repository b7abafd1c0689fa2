"""`wrapt`, which agents and tracers wrap functions with, each with its own copy of it.

`FunctionWrapper(wrapped, wrapper)` is an object that calls `wrapper(wrapped, instance, args,
kwargs)`. Followed as the object that it is, one that is built in a loop or in a helper would stand
for all that are built there: it is told apart by the two functions instead.
"""

from __future__ import annotations

from msgspec.structs import replace

from snapcheck.link.atoms import (
    Atom,
    Bound,
    Class,
    Container,
    Function,
    Wrapped,
    Wrapping,
    constant,
)
from snapcheck.link.flow import ANY, put
from snapcheck.link.frame import Frame
from snapcheck.link.values import NOTHING, Passed, Value, in_order

_MODULE = "wrapt/wrappers.py"
_NAME = "FunctionWrapper"
# Wrappers of wrappers: further ones are taken for what they wrap.
_DEEPEST = 4


def wrapper_of(frame: Frame, cls: Class, arguments: list[Passed]) -> Value:
    """Return what building a wrapper yields; nothing if the class is another one."""
    if len(arguments) < 2 or not _is_wrapper(frame, cls):
        return NOTHING
    wrapped = in_order(arguments[0].value)
    wrappers = [a for a in in_order(arguments[1].value) if isinstance(a, (Function, Bound))]
    return frozenset(
        atom if _depth(atom) >= _DEEPEST else Wrapped(Wrapping.WRAPPER, atom, by)
        for atom in wrapped
        for by in wrappers
    )


def _is_wrapper(frame: Frame, cls: Class) -> bool:
    return any(
        each.path.endswith(_MODULE) and frame.classes.facts(each).name == _NAME
        for each in frame.classes.mro(cls.id)
    )


def _depth(atom: Atom) -> int:
    depth = 0
    while isinstance(atom, Wrapped):
        atom, depth = atom.function, depth + 1
    return depth


def call_wrapper(frame: Frame, atom: Wrapped, arguments: list[Passed], site: int) -> Value:
    """Return what calling a wrapper yields: what its own function does with that and the call."""
    assert atom.by is not None
    at = frame.allocate(site)
    positional = Container(at, frame.here(site))
    named = Container(
        replace(at, site=replace(at.site, number=_NAMED - site)), frame.here(site), mapping=True
    )
    position = 0
    for argument in arguments:
        if argument.keyword is not None:
            put(frame, named, repr(argument.keyword), argument.value, site)
        elif argument.star or not argument.value:
            position += 1
            put(frame, positional, ANY, argument.value if not argument.star else NOTHING, site)
        else:
            put(frame, positional, repr(position), argument.value, site)
            position += 1
    instance = atom.function.receiver if isinstance(atom.function, Bound) else constant(None)
    given: list[Atom] = [atom.function, instance, positional, named]
    passed = [Passed(frozenset([each])) for each in given]
    return frame.interpreter.call(frame, frozenset([atom.by]), passed, site)


# Allocations of keywords have numbers below those of all other allocations.
_NAMED = -(1 << 25)

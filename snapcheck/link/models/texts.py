"""What showing an object of the program in a text calls: `print(x)`, `"%s" % x`, `log.info(x)`."""

from __future__ import annotations

from snapcheck.link.atoms import Container, Object
from snapcheck.link.declared import member
from snapcheck.link.flow import consume, take
from snapcheck.link.frame import Frame
from snapcheck.link.values import NOTHING, Passed, Value, in_order, join

_WAYS = ("__format__", "__str__", "__repr__")


def as_text(frame: Frame, value: Value, site: int, *, first: int = 1) -> Value:
    """Return what objects in `value` say of themselves; of a list, those in it do.

    `first` is the first of the ways in which they may say it: formatting asks for all of them.
    """
    shown: list[Value] = []
    for atom in in_order(value):
        if isinstance(atom, Object):
            ways = [way for name in _WAYS[first:] if (way := member(frame, atom.cls, name))]
            if ways:
                this = [Passed(frozenset([atom]))]
                shown.append(frame.interpreter.call(frame, ways[0], this, site))
        elif isinstance(atom, Container) and not atom.mapping:
            items = [take(frame, atom, name) for name in frame.entries(atom.at)]
            shown.extend([_own(frame, item, site) for item in items])
    return join(shown) if shown else NOTHING


def _own(frame: Frame, item: Value, site: int) -> Value:
    objects = frozenset([atom for atom in item if isinstance(atom, Object)])
    return as_text(frame, objects, site)


def show(frame: Frame, arguments: list[Passed], site: int) -> None:
    """Let what the arguments say of themselves leave the program."""
    for argument in arguments:
        if any(isinstance(atom, Object) for atom in argument.value):
            consume(frame, as_text(frame, argument.value, site), site)


def show_logged(frame: Frame, name: str, arguments: list[Passed], site: int) -> None:
    """Let a logger write what its arguments say of themselves; `name` is what is called."""
    if name.startswith("logging."):
        show(frame, arguments, site)

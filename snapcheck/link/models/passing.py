"""Functions that hand on what they are given."""

from __future__ import annotations

from collections.abc import Callable

from snapcheck.link.atoms import Container
from snapcheck.link.flow import consume, put
from snapcheck.link.frame import Frame
from snapcheck.link.models.texts import show
from snapcheck.link.values import NOTHING, Passed, Value, one_external


def same(position: int) -> Callable[[Frame, list[Passed], int], Value]:
    """Return the model of a function that yields its argument at `position`."""

    def call(frame: Frame, arguments: list[Passed], site: int) -> Value:
        """Return the argument itself."""
        return arguments[position].value if len(arguments) > position else NOTHING

    return call


def gathered(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return a list of the arguments."""
    container = Container(frame.allocate(site), frame.here(site))
    for position, argument in enumerate(arguments):
        if argument.value:
            put(frame, container, repr(position), argument.value, site)
    return frozenset([container])


IDENTITY = "typing.NewType()"
"""The name of what `NewType` yields: a function that yields its argument."""


def new_type(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `NewType("Id", str)`."""
    return one_external(IDENTITY)


def printed(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Let the arguments leave the program."""
    for argument in arguments:
        consume(frame, argument.value, site)
    show(frame, arguments, site)
    return NOTHING

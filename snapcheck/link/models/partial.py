"""Functions with some of their arguments given beforehand."""

from __future__ import annotations

from snapcheck.link.atoms import Container, Partial
from snapcheck.link.flow import ANY, entry
from snapcheck.link.frame import Frame
from snapcheck.link.parameters import spread
from snapcheck.link.places import Allocation
from snapcheck.link.values import Passed, Value


def partial(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `functools.partial(f, ...)`: its function and arguments are entries."""
    at = frame.allocate(site)
    holder = Container(at, frame.here(site))
    given = spread(frame, arguments)
    names = ["function", *map(str, range(len(given.positional)))]
    for name, value in [*zip(names, given.positional, strict=False), *given.keyword.items()]:
        label = f"an argument of `functools.partial`, `{name}`"
        frame.write(entry(holder, name), value, label, site)
    if given.anywhere:
        label = "an argument of `functools.partial`"
        frame.write(entry(holder, ANY), given.anywhere, label, site)
    _note_spelled(frame, at, arguments, names[1:] + list(given.keyword))
    return frozenset([Partial(at)])


def _note_spelled(frame: Frame, at: Allocation, arguments: list[Passed], names: list[str]) -> None:
    """Note how the arguments are spelled out that an invocation gives beforehand."""
    spelled = [argument for argument in arguments if argument.spelled is not None]
    if not spelled:
        return
    positional = [argument for argument in arguments if argument.keyword is None]
    of_name = {argument.keyword: argument for argument in arguments}
    of_name |= {str(position - 1): argument for position, argument in enumerate(positional)}
    spread = [argument for argument in spelled if argument.star]
    for name in names:
        argument = of_name.get(name, spread[0] if spread else None)
        if argument is not None and argument.spelled is not None:
            frame.notes.spelled[at, name] = argument.spelled

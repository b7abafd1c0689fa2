"""Functions with some of their arguments given beforehand."""

from __future__ import annotations

from snapcheck.link.flow import entry
from snapcheck.link.frame import Frame
from snapcheck.link.values import Container, Partial, Passed, Value


def partial(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `functools.partial(f, ...)`: its function and arguments are entries."""
    at = frame.allocate(site)
    holder = Container(at, frame.here(site))
    for position, argument in enumerate(arguments):
        name = argument.keyword or ("function" if position == 0 else str(position - 1))
        label = f"an argument of `functools.partial`, `{name}`"
        if argument.value and not argument.star:
            frame.write(entry(holder, name), argument.value, label, site)
    return frozenset([Partial(at)])

"""Functions with some of their arguments given beforehand."""

from __future__ import annotations

from snapcheck.link.atoms import Container, Partial
from snapcheck.link.flow import entry
from snapcheck.link.frame import Frame
from snapcheck.link.parameters import spread
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
    return frozenset([Partial(at)])

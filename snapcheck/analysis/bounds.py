"""What was left out of functions, as bounds were met: what of it is told, and to whom.

Nobody can do anything about a single function of an installed package: of each package it is told
how many there were. That a value in one was taken for fewer things than it may be casts no doubt
on a program: what could be frozen is the last to be left out, and libraries have such tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from snapcheck.link.places import FunctionId
    from snapcheck.link.program import Program


class Bound(Enum):
    """What was left out of a function: calls told apart, steps, or some of what a value may be."""

    JOINED = "joined"
    CUT = "cut"
    NARROWED = "narrowed"


class Bounded(Struct, frozen=True, gc=False):
    """A function of which less was found out than its code says: a `bound` was met.

    `package` is the installed package that it is of; empty for the program's own functions.
    """

    path: str
    function: str
    bound: Bound
    package: str = ""


_OWN = {
    Bound.JOINED: (
        "followed with the arguments of several calls joined, since the program has too many "
        "kinds of calls"
    ),
    Bound.CUT: "not followed to the end: too many steps, or too many things a value may be",
}
_INSIDE = {
    Bound.CUT: "not followed to the end",
    Bound.JOINED: "followed with the arguments of several calls joined",
    Bound.NARROWED: "followed with some of what a value may be",
}
_DOUBTS = {
    Bound.JOINED: "followed with calls joined",
    Bound.CUT: "not followed to its end",
}
_SHOWN = 3


def bounds_of(program: Program) -> tuple[Bounded, ...]:
    """Return the functions of a program in which a bound was met."""

    def bounded(id: FunctionId, bound: Bound) -> Bounded:
        package = program.libraries.package(id.path)
        return Bounded(id.path, program.label(id), bound, package)

    return (
        *[bounded(id, Bound.JOINED) for id in program.joined],
        *[bounded(id, Bound.CUT) for id in program.cut],
        *[bounded(id, Bound.NARROWED) for id in program.narrowed],
    )


def notices_of(bounds: Iterable[Bounded]) -> Iterator[str]:
    """Yield what is told of the bounds that a run met, in its own functions and in packages."""
    met = sorted(set(bounds), key=lambda each: (each.path, each.function))
    for bound, how in _OWN.items():
        own = [each for each in met if each.bound is bound and not each.package]
        if own:
            shown = ", ".join(f"{each.function} ({each.path})" for each in own[:_SHOWN])
            more = " and more" if len(own) > _SHOWN else ""
            yield f"{_functions(len(own))} {how}: {shown}{more}"
    for package in sorted({each.package for each in met if each.package}):
        parts = []
        for bound, how in _INSIDE.items():
            inside = [each for each in met if each.bound is bound and each.package == package]
            if inside:
                one = f"{inside[0].function} ({inside[0].path})"
                such = f", such as {one}" if len(inside) > 1 else f": {one}"
                parts.append(f"{_functions(len(inside))} {how}{such}")
        yield f"in the package {package}, {'; '.join(parts)}"


def doubts_of(bounds: Iterable[Bounded]) -> Iterator[tuple[str, str]]:
    """Yield what the bounds leave open of the functions that run a file, by the file."""
    inside: dict[str, list[Bounded]] = {}
    for each in bounds:
        if each.bound is Bound.NARROWED:
            continue
        if each.package:
            inside.setdefault(each.package, []).append(each)
        else:
            yield each.path, f"{each.path}: {each.function} was {_DOUBTS[each.bound]}"
    for package, met in inside.items():
        told = f"{package}: {_functions(len({each.path + each.function for each in met}))} "
        for path in sorted({each.path for each in met}):
            yield path, f"{told}not followed in full"


def _functions(count: int) -> str:
    return "1 function was" if count == 1 else f"{count} functions were"

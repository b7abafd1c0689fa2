"""Where things are: sites in the source, objects by where they are built, and what holds values."""

from __future__ import annotations

from snapcheck.facts import Fact


class Site(Fact, frozen=True, order=True):
    """A place in the source: the n-th site of a module. `function` is -1 at the top level."""

    path: str
    function: int
    number: int


class FunctionId(Fact, frozen=True, order=True):
    """The n-th function of a module."""

    path: str
    number: int


class ClassId(Fact, frozen=True, order=True):
    """The n-th class of a module."""

    path: str
    number: int


class Allocation(Fact, frozen=True, order=True):
    """One object that the program builds: where, and in which activation."""

    site: Site
    activation: int


def library_of(name: str) -> Allocation:
    """Return what stands for all that the library of `name` keeps outside of its objects."""
    return Allocation(Site(name.partition(".")[0], -1, -1), 0)


class Place(Fact, frozen=True):
    """Something that can hold a value beyond the expression that made it: one class a kind.

    With the same owner and name, places of two kinds are two places.
    """

    owner: object
    name: str


class GlobalPlace(Place, frozen=True):
    """A global of a module, by the path of its file."""

    owner: str


class ClassPlace(Place, frozen=True):
    """An attribute of a class itself."""

    owner: ClassId


class AttributePlace(Place, frozen=True):
    """An attribute of an object of the program, or of a function."""

    owner: Allocation | FunctionId


class EntryPlace(Place, frozen=True):
    """An entry of a container; what a partial, a field or an object of a library holds."""

    owner: Allocation


class DefaultPlace(Place, frozen=True):
    """The default of a parameter."""

    owner: FunctionId


class ClosurePlace(Place, frozen=True):
    """A local of an activation that an inner function reads."""

    owner: int


class MemoPlace(Place, frozen=True):
    """What a function's cache keeps for some arguments."""

    owner: FunctionId


class EnvironmentPlace(Place, frozen=True):
    """An environment variable."""

    owner: None


class HintPlace(Place, frozen=True):
    """What the annotation of a function's parameter says that it is."""

    owner: FunctionId


class StatePlace(Place, frozen=True):
    """The state of a generator, which a reseed renews.

    Process-wide ones have a name and no owner; others are told apart by the place that keeps them,
    or else by where they are built.
    """

    owner: Place | Site | None


class SeedPlace(Place, frozen=True):
    """That a process-wide generator runs from a constant seed of INIT."""

    owner: None


class ConnectionPlace(Place, frozen=True):
    """Whether a connection is alive, which reconnecting renews; owners are as in StatePlace."""

    owner: Place | Site
